import type { SluiceError } from "../../lib/index.ts";
import type { Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { isPartlySeen } from "../clauses.ts";
import type { WriteMeaning } from "../meaning.ts";
import type { WriteCheck } from "../plan.ts";
import type { Flag, Returned } from "../write/returned.ts";
import { checkOf, checksOf, refusal } from "./check.ts";

/** What a statement that writes tells of its rows, for a role. */
export interface Watched {
  /** Whether the role may leave the row there; none where it may leave any, or a later statement looks. */
  readonly allowed: readonly Flag[];
  /** Whether the role sees the row; none where it sees all, or a later statement looks. */
  readonly seen: readonly Flag[];
  /** Other rows decide what is seen, which a statement sees as they were before it. */
  readonly isSeenLater: boolean;
  /** The same for what may be left there. */
  readonly later: WriteCheck | undefined;
  /** What is said where a row is not allowed. */
  readonly forbidden: (() => SluiceError) | undefined;
}

/** The events of a table that a verb is, or may be. */
export const writeEvents = {
  create: ["insert"],
  update: ["update"],
  upsert: ["insert", "update"],
} as const satisfies Record<string, readonly ("insert" | "update")[]>;

export function watch(table: Table, verb: WriteMeaning["verb"]): Watched {
  const nothing = { allowed: [], seen: [], isSeenLater: false, later: undefined, forbidden: undefined };
  const { rules } = table;
  if (!rules || verb === "delete") return nothing;
  const verbs = writeEvents[verb];
  const checks = checksOf(table, verbs);
  // A trigger may change the row once more after the statement has told what it left.
  const isTriggered = verbs.some((event) => table.writes.triggers.has(event));
  const isLater = checks.length > 0 && (isTriggered || checks.some(({ reaches }) => reaches));
  const seen = [...(rules.seen ? [rules.seen] : []), ...rules.masked.values()];
  // Null is for a row that is not seen; an upsert has to tell that from nothing that was written.
  const isSeenLater = isPartlySeen(table) && (verb === "upsert" || seen.some(({ reaches }) => reaches));
  return {
    allowed: isLater || checks.length === 0 ? [] : [{ name: "allowed", conditions: checks }],
    seen: rules.seen && !isSeenLater ? [{ name: "seen", conditions: [rules.seen] }] : [],
    isSeenLater,
    later: isLater ? checkOf(table, verbs) : undefined,
    forbidden: () => refusal(table, verbs),
  };
}

/** The rows that are seen of those that were written, and the table expression for them. */
export function seenOnly(written: Alias, { seen }: Watched, returned: Returned): readonly [Alias, Fragment] {
  const flag = flagOf(seen, returned);
  if (!flag) return [written, sql.empty];
  const shown = sql.alias("s");
  const rows = sql`select * from ${sql.reference(written)} where ${sql.identifier(flag)}`;
  return [shown, sql`, ${sql.reference(shown)} as (${rows})`];
}

/** `false` in the place of the answer where a row is not allowed. */
export function unlessForbidden(answer: Fragment, written: Alias, { allowed }: Watched, returned: Returned): Fragment {
  const flag = flagOf(allowed, returned);
  if (!flag) return answer;
  const one = sql`exists (select from ${sql.reference(written)} where not ${sql.identifier(flag)})`;
  return sql`case when ${one} then 'false' else ${answer} end`;
}

/** A flag's name is what it was made of, and more where a column has that. */
function flagOf([wanted]: readonly Flag[], { flags }: Returned): string | undefined {
  return flags.find(({ conditions }) => conditions === wanted?.conditions)?.name;
}
