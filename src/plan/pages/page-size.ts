import { SluiceError } from "../../lib/index.ts";
import type { BindScope } from "../../sql/index.ts";
import type { Input } from "../input.ts";

/** How many rows a page of a connection has, and from which end they are taken. */
export interface PageSize {
  readonly backward: boolean;
  readonly rows: (scope: BindScope) => number;
}

/**
 * `first` or `last`; without them a page is as long as it may be. Nothing is cut in silence: `hasNextPage` says it.
 *
 * @throws SluiceError BAD_USER_INPUT for both, or a negative one; LIMIT_EXCEEDED above `maxLimit`.
 */
export function pageSize(inputs: ReadonlyMap<string, Input>, maxLimit: number): PageSize {
  const [first, last] = [inputs.get("first"), inputs.get("last")];
  if (first?.kind === "leaf" && last?.kind === "leaf") {
    throw new SluiceError("BAD_USER_INPUT", "first and last are given together. Give one of them.");
  }
  if (last?.kind === "leaf") return { backward: true, rows: (scope) => check("last", last.bind(scope), maxLimit) };
  if (first?.kind === "leaf") return { backward: false, rows: (scope) => check("first", first.bind(scope), maxLimit) };
  return { backward: false, rows: () => maxLimit };
}

function check(name: "first" | "last", value: unknown, maxLimit: number): number {
  if (typeof value !== "number") throw new Error(`${name} is no number.`);
  if (value < 0) throw new SluiceError("BAD_USER_INPUT", `${name} is ${value}; it cannot be negative.`);
  if (value > maxLimit) {
    const cursor = name === "first" ? "after: endCursor" : "before: startCursor";
    const message = `${name} is ${value}; a page has at most ${maxLimit} rows. Ask for fewer, and for the rest with ${cursor}.`;
    throw new SluiceError("LIMIT_EXCEEDED", message, { limit: "maxLimit" });
  }
  return value;
}
