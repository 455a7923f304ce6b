import { createPublicKey, type KeyObject } from "node:crypto";
import { isLoopback } from "../lib/index.ts";
import { algorithmsOf, shortestSecret } from "./algorithms.ts";

const shortestRsa = 2048;

/** What is wrong with a secret that tokens are signed with, or undefined. The sentence holds nothing of it. */
export function secretProblem(secret: string): string | undefined {
  if (/-----BEGIN /.test(secret)) {
    return 'must be a secret, not a key in PEM, which everybody may know: that goes into "publicKey"';
  }
  const bytes = Buffer.byteLength(secret);
  if (bytes >= shortestSecret) return undefined;
  return `must have at least ${shortestSecret} bytes and has ${bytes}; make one with: openssl rand -base64 48`;
}

/** What is wrong with a public key, or undefined. */
export function publicKeyProblem(pem: string): string | undefined {
  const form = "must be a public key or a certificate as PEM: -----BEGIN PUBLIC KEY-----";
  if (/PRIVATE KEY-----/.test(pem)) return `${form}; this is the private key, which is for the issuer alone`;
  if (!/^\s*-----BEGIN (RSA )?(PUBLIC KEY|CERTIFICATE)-----/.test(pem)) return form;
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    return `${form}, and what stands between its lines cannot be read`;
  }
  if (algorithmsOf(key).length === 0) return "must be a key of RSA, of P-256, P-384 or P-521, or of Ed25519";
  const bits = key.asymmetricKeyDetails?.modulusLength ?? shortestRsa;
  return bits < shortestRsa ? `must have at least ${shortestRsa} bits and has ${bits}` : undefined;
}

/** What is wrong with the address of a key set, or undefined. */
export function keySetUrlProblem(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return "must be a URL like https://issuer.example/.well-known/jwks.json";
  if (url.username || url.password) return "must not hold a user or a password";
  if (url.protocol === "https:" || isLoopback(url.hostname)) return undefined;
  return "must begin with https://: who can change the keys on their way can sign any token";
}
