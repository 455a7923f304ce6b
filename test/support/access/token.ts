import { SignJWT } from "jose";
import { bearer, signingSecret } from "../asker.ts";

const key = new TextEncoder().encode(signingSecret);

/** The headers of somebody with a role, and with claims beside it. */
export async function asRole(role: string, claims: Readonly<Record<string, unknown>> = {}) {
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const token = await new SignJWT({ ...claims, role, exp }).setProtectedHeader({ alg: "HS256" }).sign(key);
  return bearer(token);
}
