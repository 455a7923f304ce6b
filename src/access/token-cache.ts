import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";

/** What the tokens may have together, in characters; what is kept of one is about as long as the token. */
const size = 16_000_000;

/**
 * Remembers what tokens turned out to be until they expire. It holds their hashes only, so that nobody finds a token in
 * the memory of the process.
 */
export function cacheTokens<Found extends { readonly expiresAt: number | undefined }>(
  verify: (token: string) => Promise<Found>,
): (token: string) => Promise<Found> {
  const known = new LRUCache<string, Found>({ maxSize: size });
  return async (token) => {
    const key = hash("sha256", token, "base64");
    const found = known.get(key);
    if (found && Date.now() < (found.expiresAt ?? Number.POSITIVE_INFINITY)) return found;
    const fresh = await verify(token);
    known.set(key, fresh, { size: token.length + key.length });
    return fresh;
  };
}
