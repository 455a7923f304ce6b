import type { AuthSettings } from "../config/index.ts";
import { admin, type GatewayRight, type Principal } from "../lib/index.ts";
import { createSecretCheck } from "./admin-secret.ts";
import { bearerToken } from "./bearer.ts";
import { readCredentials } from "./credentials.ts";
import { askFunction } from "./custom.ts";
import { anonymousIdentity, assumeRole, type KnownIdentity, secretHolder } from "./identity.ts";
import { invalidToken, unauthenticated, withoutRules } from "./refusals.ts";
import { cacheTokens } from "./token-cache.ts";
import { rolesOf } from "./token-roles.ts";
import { createVerifier } from "./verify-token.ts";

export interface Authentication {
  /** Whether nothing is configured, so that everyone is admin. */
  readonly isOpen: boolean;
  /**
   * Finds out who asks, from the headers of a request and, over a WebSocket, from what came with `connection_init`.
   *
   * @throws AccessError UNAUTHENTICATED, FORBIDDEN or AUTHENTICATION_UNAVAILABLE; what the function of the configuration
   * throws for clients; INTERNAL_SERVER_ERROR where that fails.
   */
  authenticate(headers: Headers, connectionParams?: Readonly<Record<string, unknown>>): Promise<Principal>;
}

/**
 * Without settings everyone is admin.
 *
 * @param rightsOf what of the gateway itself a role may use; undefined for one that may do nothing at all.
 */
export function createAuthentication(
  auth: AuthSettings | undefined,
  rightsOf: (role: string) => ReadonlySet<GatewayRight> | undefined,
): Authentication {
  if (!auth) return { isOpen: true, authenticate: () => Promise.resolve(admin) };
  const identify = createIdentification(auth);
  return {
    isOpen: false,
    async authenticate(headers, connectionParams) {
      const credentials = readCredentials(headers, connectionParams);
      const principal = assumeRole(await identify(credentials, { headers, connectionParams }), credentials.role);
      const rights = rightsOf(principal.role);
      if (!rights) throw withoutRules(principal);
      return { ...principal, rights };
    },
  };
}

type Identify = (
  credentials: ReturnType<typeof readCredentials>,
  request: Parameters<typeof askFunction>[1],
) => Promise<KnownIdentity>;

/** Whatever was sent to be believed has to be right: nobody falls back to being less than they said. */
function createIdentification({ jwt, adminSecret, authenticate, anonymousRole }: AuthSettings): Identify {
  const isSecret = createSecretCheck(adminSecret);
  const readToken = jwt && createTokenReader(jwt);
  const anonymous = anonymousRole === undefined ? undefined : anonymousIdentity(anonymousRole);
  return async ({ authorization, adminSecret: sent }, request) => {
    if (sent !== undefined) {
      if (authorization !== undefined) throw unauthenticated("Send a token or the admin secret, not both.");
      if (!isSecret(sent)) throw unauthenticated("The admin secret is wrong.");
      return secretHolder;
    }
    const token = authorization === undefined ? undefined : bearerToken(authorization);
    if (readToken && token !== undefined) return readToken(token);
    const found = authenticate && (await askFunction(authenticate, request));
    if (found) return found;
    if (token !== undefined) throw invalidToken("The token is not valid.");
    if (authorization !== undefined) throw unauthenticated("Authorization must be: Bearer <token>.");
    if (anonymous) return anonymous;
    throw unauthenticated("This API needs credentials: Authorization: Bearer <token>.");
  };
}

function createTokenReader(jwt: NonNullable<AuthSettings["jwt"]>): (token: string) => Promise<KnownIdentity> {
  const verify = createVerifier(jwt);
  return cacheTokens(async (token) => {
    const { claims, expiresAt } = await verify(token);
    return { method: "token", ...rolesOf(claims, jwt), claims, expiresAt };
  });
}
