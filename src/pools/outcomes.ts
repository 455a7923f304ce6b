import type { BorrowOptions } from "./borrow-options.ts";
import type { Pool } from "./pool.ts";
import type { Statement } from "./statement.ts";

/** What came of statements on one database: the rows of each, or why there are none. */
export type DatabaseOutcome =
  | {
      readonly database: string;
      readonly status: "fulfilled";
      readonly results: readonly (readonly Record<string, unknown>[])[];
    }
  | { readonly database: string; readonly status: "rejected"; readonly reason: unknown };

/** On all at the same time, on each one after the other. Never rejects. */
export async function runOnEach(
  names: readonly string[],
  find: (name: string) => Pool,
  statements: Statement | readonly Statement[],
  options?: BorrowOptions,
): Promise<readonly DatabaseOutcome[]> {
  const list = isOne(statements) ? [statements] : statements;
  const outcomes = await Promise.allSettled(names.map(async (name) => runAll(find(name), list, options)));
  return names.map((database, index) => {
    const outcome = outcomes[index];
    return outcome?.status === "fulfilled"
      ? { database, status: "fulfilled", results: outcome.value }
      : { database, status: "rejected", reason: outcome?.reason };
  });
}

function runAll(pool: Pool, statements: readonly Statement[], options: BorrowOptions | undefined) {
  return pool.borrow(async (lease) => {
    const results: (readonly Record<string, unknown>[])[] = [];
    for (const statement of statements) results.push(await lease.query(statement));
    return results;
  }, options);
}

function isOne(statements: Statement | readonly Statement[]): statements is Statement {
  return "text" in statements;
}
