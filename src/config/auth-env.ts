import type { Problem } from "../lib/index.ts";
import type { Env } from "./env.ts";
import { asBoolean, asList, asNumber, asText } from "./env-values.ts";
import type { Layer } from "./layer.ts";
import { hint } from "./nearest.ts";

interface Variable {
  readonly key: string;
  readonly read: (text: string) => unknown;
}

const variables: ReadonlyMap<string, Variable> = new Map([
  ["SLUICE_ADMIN_SECRET", { key: "adminSecret", read: asText }],
  ["SLUICE_ANONYMOUS_ROLE", { key: "anonymousRole", read: asText }],
]);

const start = "SLUICE_JWT__";

const jwtVariables: ReadonlyMap<string, Variable> = new Map([
  ["JWKS_URL", { key: "jwksUrl", read: asText }],
  ["SECRET", { key: "secret", read: asText }],
  ["PUBLIC_KEY", { key: "publicKey", read: asText }],
  ["ALGORITHMS", { key: "algorithms", read: asList }],
  ["ISSUER", { key: "issuer", read: asText }],
  ["AUDIENCE", { key: "audience", read: asText }],
  ["CLOCK_TOLERANCE", { key: "clockTolerance", read: asNumber }],
  ["ROLE_CLAIM", { key: "roleClaim", read: asText }],
  ["ROLES_CLAIM", { key: "rolesClaim", read: asText }],
  ["ALLOW_ADMIN", { key: "allowAdmin", read: asBoolean }],
]);

/**
 * `SLUICE_ADMIN_SECRET`, `SLUICE_ANONYMOUS_ROLE` and `SLUICE_JWT__<SETTING>`. An empty one is not absent: that it is
 * empty is most often a mistake, and without it everyone would be admin.
 */
export function readAuthEnv(env: Env): { readonly layer: Layer; readonly problems: readonly Problem[] } {
  const auth: Record<string, unknown> = {};
  const jwt: Record<string, unknown> = {};
  const labels = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [name, text] of Object.entries(env)) {
    if (text === undefined) continue;
    const isJwt = name.startsWith(start);
    const variable = isJwt ? jwtVariables.get(name.slice(start.length)) : variables.get(name);
    if (variable) {
      (isJwt ? jwt : auth)[variable.key] = variable.read(text);
      labels.set(`auth.${isJwt ? "jwt." : ""}${variable.key}`, name);
    } else if (isJwt) {
      const known = [...jwtVariables.keys()].map((setting) => `${start}${setting}`);
      problems.push({ path: name, message: `is not a setting; ${hint(name, known)}` });
    }
  }
  if (Object.keys(jwt).length > 0) auth.jwt = jwt;
  return { layer: { config: Object.keys(auth).length > 0 ? { auth } : {}, labels }, problems };
}
