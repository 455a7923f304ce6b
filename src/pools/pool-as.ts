import type { Pool } from "./pool.ts";
import type { Identity } from "./transaction-settings.ts";

/** A pool, for whom it is known already as whom they ask. */
export type Borrowed = Pick<Pool, "name" | "borrow" | "query" | "one" | "value" | "command" | "withTransaction">;

/** A pool all of whose statements are run as somebody. */
export function poolAs(pool: Pool, as: Identity): Borrowed {
  return {
    name: pool.name,
    borrow: (work, options) => pool.borrow(work, { ...options, as }),
    query: (statement, options) => pool.query(statement, { ...options, as }),
    one: (statement, options) => pool.one(statement, { ...options, as }),
    value: (statement, options) => pool.value(statement, { ...options, as }),
    command: (statement, options) => pool.command(statement, { ...options, as }),
    withTransaction: (work, options) => pool.withTransaction(work, { ...options, as }),
  };
}
