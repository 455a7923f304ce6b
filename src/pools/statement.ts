/** One SQL statement. It is always sent by the extended protocol, which takes no second statement behind a semicolon. */
export interface Statement {
  readonly text: string;
  /** For `$1`, `$2`, ...: text, numbers, booleans, bigints, null, and (nested) arrays of these. */
  readonly values?: readonly unknown[];
  /**
   * Prepared under this name on the connection, one name for one text. A connection keeps the 200 that were used last; a
   * name of more than 63 characters is not used.
   */
  readonly name?: string;
  /**
   * What it may leave behind. `none`: it only reads, so it may be sent again where its connection was lost; `rows`: it
   * writes rows; `session` (the default): it may also change the session (`set`, advisory locks, temporary tables,
   * `listen`, functions that do these), which is then cleaned before anybody else gets it; `unknown`: somebody else wrote
   * it, and the connection is replaced.
   */
  readonly effects?: "none" | "rows" | "session" | "unknown";
  /** The largest answer, in bytes, where that is less than the pool's `maxResultBytes`. */
  readonly maxBytes?: number;
}

const comments = /--.*|\/\*[\s\S]*?\*\//g;
const rollback = /^\s*(?:rollback|abort)\b/i;

/** Whether it ends a transaction, or a part of one, on purpose. */
export function asksForRollback(text: string): boolean {
  return rollback.test(text.replaceAll(comments, ""));
}

const begin = /^\s*(?:begin|start\s+transaction)\b/i;

export function beginsTransaction({ text }: Statement): boolean {
  return begin.test(text);
}

/** The same without being prepared. */
export function unnamed({ name: _, ...statement }: Statement): Statement {
  return statement;
}

/** The protocol counts parameters in two bytes, and `pg` lets the count wrap round. */
const maxValues = 65_535;

/** A copy of the values to bind. Throws a `TypeError` for what has no single meaning as text. */
export function bindable(values: readonly unknown[]): unknown[] {
  if (values.length > maxValues) {
    throw new TypeError(`A statement takes at most ${maxValues} values, not ${values.length}: bind an array instead.`);
  }
  values.forEach((value, index) => {
    if (!isBindable(value)) throw new TypeError(`Value $${index + 1} of a statement is ${describe(value)}.`);
  });
  return [...values];
}

function isBindable(value: unknown): boolean {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
    case "bigint":
      return true;
    case "object":
      return value === null || (Array.isArray(value) && value.every(isBindable));
    default:
      return false;
  }
}

/** Its kind only: the value may be a secret. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return "an array that holds something other than text, numbers, booleans, bigints and null";
  return value === undefined ? "undefined: write null if null is meant" : `of type ${typeof value}: make it text first`;
}
