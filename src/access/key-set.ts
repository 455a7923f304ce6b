import { type CryptoKey, createLocalJWKSet, errors, type JWSHeaderParameters, type LocalJWKSet } from "jose";
import { unavailable } from "./refusals.ts";

/** Milliseconds. */
const times = {
  /** How old keys may be that are still used. */
  longestUse: 600_000,
  /** From one fetch to the next that a key nobody knows may cause. */
  cooldown: 30_000,
  /** How long nothing is fetched after a fetch that failed. */
  pause: 5_000,
};

/**
 * The public keys that an issuer publishes, kept for a while and fetched again for a key that is not among them, but never
 * often, whatever is asked for.
 */
export class KeySet {
  readonly #fetch: () => Promise<unknown>;
  #keys: LocalJWKSet | undefined;
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #failure: { readonly at: number; readonly error: Error } | undefined;
  #pending: Promise<LocalJWKSet> | undefined;

  /** @param fetch gives the JSON of the set. */
  constructor(fetch: () => Promise<unknown>) {
    this.#fetch = fetch;
  }

  /**
   * The key that the header of a token names.
   *
   * @throws AccessError where keys are needed and cannot be had, and what `jose` says of a key that is not there.
   */
  async find(header: JWSHeaderParameters): Promise<CryptoKey> {
    const keys = this.#isYoungerThan(times.longestUse) ? (this.#keys ?? (await this.#load())) : await this.#load();
    try {
      return await keys(header);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw asUnusable(error);
      if (this.#isYoungerThan(times.cooldown)) throw error;
    }
    const renewed = await this.#load();
    try {
      return await renewed(header);
    } catch (error) {
      throw asUnusable(error);
    }
  }

  #isYoungerThan(age: number): boolean {
    return performance.now() - this.#fetchedAt < age;
  }

  /** One fetch for all who wait. */
  #load(): Promise<LocalJWKSet> {
    if (this.#failure && performance.now() - this.#failure.at < times.pause) return Promise.reject(this.#failure.error);
    this.#pending ??= this.#renew().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #renew(): Promise<LocalJWKSet> {
    try {
      // A set of another form is refused here. What is in it is data, which jose looks at.
      const keys = createLocalJWKSet(Object(await this.#fetch()));
      this.#keys = keys;
      this.#fetchedAt = performance.now();
      this.#failure = undefined;
      return keys;
    } catch (cause) {
      const error = unavailable(message, cause);
      this.#failure = { at: performance.now(), error };
      throw error;
    }
  }
}

const message =
  "The keys that tokens are verified with cannot be had from their issuer, so this token could not be verified. Try again later.";

/** A key that is in the set and cannot be read is the issuer's mistake, not the client's. */
function asUnusable(error: unknown): unknown {
  const isAboutToken =
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported;
  return isAboutToken ? error : unavailable(message, error);
}
