import type { KeyObject } from "node:crypto";
import { errors, type JWTVerifyOptions, type JWTVerifyResult, jwtVerify } from "jose";
import type { JwtSettings } from "../config/index.ts";
import type { Claims } from "../lib/index.ts";
import { fetchKeySet } from "./fetch-key-set.ts";
import { KeySet } from "./key-set.ts";
import { readPayload } from "./payload.ts";
import { AccessError, invalidToken, unavailable } from "./refusals.ts";

export interface VerifiedToken {
  readonly claims: Claims;
  /** Milliseconds since 1970; the tolerance is in it. */
  readonly expiresAt: number;
}

/** Verifies a token's signature and the claims about its use. `none` is no algorithm, and each key has its own. */
export function createVerifier(settings: JwtSettings): (token: string) => Promise<VerifiedToken> {
  const { key, algorithms, issuer, audience, clockTolerance } = settings;
  const options: JWTVerifyOptions = {
    algorithms: [...algorithms],
    ...(issuer && { issuer: [...issuer] }),
    ...(audience && { audience: [...audience] }),
    clockTolerance: clockTolerance / 1000,
    // A token for ever could never be taken back.
    requiredClaims: ["exp"],
  };
  const verify = key instanceof URL ? verifyBySet(key, options) : verifyByKey(key, options);
  return async (token) => {
    try {
      const { exp = 0 } = (await verify(token)).payload;
      // jose counts whole seconds.
      const expiresAt = Math.min(Math.ceil(exp + clockTolerance / 1000) * 1000, latest);
      return { claims: readPayload(token), expiresAt };
    } catch (error) {
      throw refusalOf(error);
    }
  };
}

/** The last millisecond that a `Date` can be. */
const latest = 8.64e15;

type Verify = (token: string) => Promise<JWTVerifyResult>;

function verifyByKey(key: KeyObject, options: JWTVerifyOptions): Verify {
  return (token) => jwtVerify(token, key, options);
}

function verifyBySet(url: URL, options: JWTVerifyOptions): Verify {
  const keys = new KeySet(() => fetchKeySet(url));
  return async (token) => {
    try {
      return await jwtVerify(token, (header) => keys.find(header), options);
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      // The token does not say which of the issuer's keys it was signed with.
      for await (const key of error) {
        const result = await jwtVerify(token, key, options).catch(ignoreSignature);
        if (result) return result;
      }
      throw new errors.JWSSignatureVerificationFailed();
    }
  };
}

function ignoreSignature(error: unknown): undefined {
  if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
}

/**
 * What the client may know. Whoever has a token that the issuer signed learns what is wrong with it; whoever has not
 * learns nothing, not even whether there is such a key.
 */
function refusalOf(error: unknown): AccessError {
  if (error instanceof AccessError) return error;
  if (error instanceof errors.JWTExpired) return invalidToken("The token has expired.");
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim } = error;
    if (error.reason === "invalid") return invalidToken(`The claim "${claim}" of the token has the wrong form.`);
    if (error.reason === "missing") return invalidToken(`The token has no claim "${claim}", which it needs.`);
    if (claim === "nbf") return invalidToken("The token is not valid yet.");
    return invalidToken(`The token is not meant for this API: its claim "${claim}" says so.`);
  }
  if (error instanceof errors.JOSEError) return invalidToken("The token is not valid.");
  return unavailable("The token could not be verified.", error);
}
