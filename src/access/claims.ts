import type { Claims } from "../lib/index.ts";

/** The claim at a path; undefined where there is none. What every object has by itself is no claim. */
export function claimAt(claims: Claims, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined,
    claims,
  );
}

/** Freezes a value of JSON with all that is in it. */
export function freezeClaims<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freezeClaims(inner);
  }
  return value;
}

export function isClaims(value: unknown): value is Claims {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
