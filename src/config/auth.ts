import { createPublicKey, createSecretKey, type KeyObject } from "node:crypto";
import { type Algorithm, algorithmsOf, asymmetric } from "./algorithms.ts";
import { authSchema, jwtSchema } from "./auth-schema.ts";
import { claimSteps } from "./claim-path.ts";
import { given } from "./given.ts";
import type { Path } from "./path.ts";
import { record } from "./raw.ts";
import type { AuthSettings, JwtSettings } from "./settings.ts";

type Complain = (path: Path, message: string) => void;

/**
 * Who may ask, and how that is known. Undefined where nothing is said about it, or where `complain` was called. A value of
 * the wrong shape is reported elsewhere.
 */
export function resolveAuth(raw: unknown, complain: Complain): AuthSettings | undefined {
  if (raw === undefined) return undefined;
  const path: Path = ["auth"];
  const auth = authSchema.safeParse(raw).data;
  const jwt = resolveJwt(record(raw).jwt, [...path, "jwt"], complain);
  if (!auth) return undefined;
  const { adminSecret, anonymousRole, authenticate } = auth;
  if (
    auth.jwt === undefined &&
    adminSecret === undefined &&
    anonymousRole === undefined &&
    authenticate === undefined
  ) {
    complain(
      path,
      'must have "jwt", "adminSecret", "authenticate" or "anonymousRole"; leave it out to have everyone admin',
    );
  }
  if (anonymousRole === "admin") {
    complain([...path, "anonymousRole"], 'must not be "admin": everyone would be; leave "auth" out to have that');
  }
  return given({ jwt, adminSecret, anonymousRole, authenticate });
}

const keys = ["jwksUrl", "secret", "publicKey"] as const;

function resolveJwt(raw: unknown, path: Path, complain: Complain): JwtSettings | undefined {
  if (raw === undefined) return undefined;
  const named = keys.filter((key) => record(raw)[key] !== undefined);
  if (named.length !== 1) {
    const found = named.length === 0 ? "has none" : `has ${named.join(" and ")}`;
    complain(path, `must have one of jwksUrl, secret and publicKey, and ${found}`);
  }
  const jwt = jwtSchema.safeParse(raw).data;
  if (!jwt || named.length !== 1) return undefined;
  const { key, fitting } = verificationKey(jwt);
  const { algorithms = fitting, issuer, audience, clockTolerance, roleClaim, rolesClaim, allowAdmin } = jwt;
  for (const [index, name] of algorithms.entries()) {
    if (fitting.includes(name)) continue;
    complain([...path, "algorithms", index], `must fit the ${named[0]}: ${name} does not, but ${fitting.join(", ")}`);
  }
  return {
    key,
    algorithms,
    ...given({ issuer: listOf(issuer), audience: listOf(audience) }),
    clockTolerance,
    roleClaim: claimSteps(roleClaim),
    ...(rolesClaim !== undefined && { rolesClaim: claimSteps(rolesClaim) }),
    allowAdmin,
  };
}

interface JwtKeys {
  readonly jwksUrl?: string | undefined;
  readonly secret?: string | undefined;
  readonly publicKey?: string | undefined;
}

function verificationKey({ jwksUrl = "", secret, publicKey }: JwtKeys): {
  readonly key: KeyObject | URL;
  readonly fitting: readonly Algorithm[];
} {
  // Each key of a set says itself which of these it is for.
  if (secret === undefined && publicKey === undefined) return { key: new URL(jwksUrl), fitting: asymmetric };
  const key = publicKey === undefined ? createSecretKey(secret ?? "", "utf8") : createPublicKey(publicKey);
  return { key, fitting: algorithmsOf(key) };
}

function listOf(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === "string" ? [value] : value;
}
