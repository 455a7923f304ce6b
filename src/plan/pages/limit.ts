import { SluiceError } from "../../lib/index.ts";
import { type Bind, type Fragment, sql } from "../../sql/index.ts";
import type { Input } from "../input.ts";

/**
 * `limit` and `offset` of a list. Without a limit one row more than the most that a list may have is asked for: that
 * row is how the executor knows that something would be cut.
 */
export function page(inputs: ReadonlyMap<string, Input>, maxLimit: number): Fragment {
  const limit = inputs.get("limit");
  const offset = inputs.get("offset");
  const limitBind: Bind =
    limit?.kind === "leaf" ? (scope) => checkLimit(limit.bind(scope), maxLimit) : () => maxLimit + 1;
  const limited = sql`\nlimit ${sql.bind(limitBind)}`;
  return offset?.kind === "leaf"
    ? sql`${limited} offset ${sql.bind((scope) => checkOffset(offset.bind(scope)))}`
    : limited;
}

function checkLimit(value: unknown, maxLimit: number): unknown {
  if (typeof value === "number" && value < 0) {
    throw new SluiceError("BAD_USER_INPUT", `limit is ${value}; it cannot be negative.`);
  }
  if (typeof value === "number" && value > maxLimit) {
    throw new SluiceError(
      "LIMIT_EXCEEDED",
      `limit is ${value}; a list has at most ${maxLimit} rows. Ask for fewer, and for the rest with offset.`,
      { limit: "maxLimit" },
    );
  }
  return value;
}

function checkOffset(value: unknown): unknown {
  if (typeof value === "number" && value < 0) {
    throw new SluiceError("BAD_USER_INPUT", `offset is ${value}; it cannot be negative.`);
  }
  return value;
}

/** @throws SluiceError LIMIT_EXCEEDED where a list without a limit has more rows than it may. */
export function checkLength(rows: readonly unknown[], maxLimit: number): void {
  if (rows.length <= maxLimit) return;
  throw new SluiceError(
    "LIMIT_EXCEEDED",
    `There are more than ${maxLimit} rows, the most that a list may have. Give a limit, and narrow it with where.`,
    { limit: "maxLimit" },
  );
}
