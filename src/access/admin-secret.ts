import { hash, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * Compares what is sent with the admin secret, in a time that tells nothing of either: not how long the secret is, and not
 * whether there is one.
 */
export function createSecretCheck(secret: string | undefined): (sent: string) => boolean {
  const expected = secret === undefined ? randomBytes(32) : digest(secret);
  return (sent) => timingSafeEqual(digest(sent), expected);
}

function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
