import type { KeyObject } from "node:crypto";

const rsa = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"] as const;
const elliptic = new Map([
  ["prime256v1", "ES256"],
  ["secp384r1", "ES384"],
  ["secp521r1", "ES512"],
] as const);
const edwards = ["EdDSA", "Ed25519"] as const;

/** Signed with a private key, verified with the public one (RFC 7518, section 3.1; RFC 8037; RFC 9864). */
export const asymmetric = [...rsa, "ES256", "ES384", "ES512", ...edwards] as const;

/** Signed and verified with one secret. */
export const symmetric = ["HS256", "HS384", "HS512"] as const;

export type Algorithm = (typeof asymmetric)[number] | (typeof symmetric)[number];

/** The shortest secret in bytes: as long as the hash (RFC 7518, section 3.2). */
const secretBytes = { HS256: 32, HS384: 48, HS512: 64 } as const;

export const shortestSecret = secretBytes.HS256;

/** The algorithms that a key can verify, and no others: a public key must never be taken for a secret. */
export function algorithmsOf(key: KeyObject): readonly Algorithm[] {
  if (key.type === "secret") return symmetric.filter((name) => (key.symmetricKeySize ?? 0) >= secretBytes[name]);
  if (key.asymmetricKeyType === "rsa") return rsa;
  if (key.asymmetricKeyType === "ed25519") return edwards;
  const curve = key.asymmetricKeyType === "ec" ? key.asymmetricKeyDetails?.namedCurve : undefined;
  return [...elliptic].flatMap(([name, algorithm]) => (name === curve ? [algorithm] : []));
}
