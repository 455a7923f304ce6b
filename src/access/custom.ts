import { z } from "zod";
import { type Authenticate, type AuthenticationRequest, longestRole } from "../config/index.ts";
import { SluiceError } from "../lib/index.ts";
import { freezeClaims } from "./claims.ts";
import type { KnownIdentity } from "./identity.ts";
import { unauthenticated } from "./refusals.ts";

const role = z.string().min(1).max(longestRole);

const identitySchema = z.strictObject({
  role,
  roles: z.array(role).default([]),
  claims: z.record(z.string(), z.json()).default({}),
  expiresAt: z.date().optional(),
});

/**
 * Asks the function of the configuration who it is. Undefined where it does not know.
 *
 * @throws what the function throws for the client, and INTERNAL_SERVER_ERROR for anything else, with the cause for the log.
 */
export async function askFunction(
  authenticate: Authenticate,
  request: AuthenticationRequest,
): Promise<KnownIdentity | undefined> {
  const found = await ask(authenticate, request);
  if (found === undefined || found === null) return undefined;
  const { data, error } = identitySchema.safeParse(found);
  if (!data) throw failed(new Error(`It returned something else than an identity: ${z.prettifyError(error)}`));
  const { expiresAt } = data;
  if (expiresAt && expiresAt.getTime() <= Date.now()) throw unauthenticated("The credentials have expired.");
  return {
    method: "function",
    role: data.role,
    roles: new Set([data.role, ...data.roles]),
    // A copy: what the function may keep for itself is not frozen.
    claims: freezeClaims(data.claims),
    expiresAt: expiresAt?.getTime(),
  };
}

async function ask(authenticate: Authenticate, request: AuthenticationRequest): Promise<unknown> {
  try {
    return await authenticate(request);
  } catch (error) {
    throw error instanceof SluiceError ? error : failed(error);
  }
}

function failed(cause: unknown): SluiceError {
  const message = "The gateway could not find out who asks.";
  return new SluiceError("INTERNAL_SERVER_ERROR", message, {}, { cause });
}
