import { SluiceError } from "../lib/index.ts";
import type { Table } from "../model/index.ts";
import { compile, type Fragment } from "../sql/index.ts";
import { statementName } from "./keys.ts";
import { blameOf } from "./opaque.ts";
import type { Statement } from "./plan.ts";

/**
 * The longest statement that connections prepare, in characters. Each keeps two hundred of them, parsed, and one of this
 * length takes megabytes.
 */
const longestPrepared = 32_768;

/** The protocol counts parameters in 16 bits (manual, section 54.7, "Bind"). */
const mostBinds = 65_535;

/** @throws SluiceError LIMIT_EXCEEDED for more values than one statement can carry. */
export function prepare(table: Table, fragment: Fragment): Statement {
  const { text, binds } = compile(fragment, table.taken);
  if (binds.length > mostBinds) {
    throw new SluiceError(
      "LIMIT_EXCEEDED",
      `${binds.length} values in one statement; Postgres takes at most ${mostBinds}. Use in: […] for many values of one column.`,
      { limit: "valuesPerStatement" },
    );
  }
  const name = text.length <= longestPrepared ? statementName(text) : undefined;
  const blames = new Map(
    binds.flatMap((bind, index) => {
      const blame = blameOf(bind);
      return blame ? [[index + 1, blame] as const] : [];
    }),
  );
  return { database: table.database, name, text, binds, blames };
}
