/** One value of a type, and the same value on its way out and in. */
export interface ValueCase {
  /** An SQL expression. */
  readonly sql: string;
  /** What comes out, as JSON text. */
  readonly out: string;
  /** What finds the value again when it is sent in a filter, as JSON text; false where nothing can. */
  readonly send: string | false;
}

/** One type: what it is in GraphQL, and values that show it, the first one the most ordinary. */
export interface TypeCase {
  /** As a column is declared. */
  readonly sql: string;
  /** The type of a nullable column. */
  readonly graphql: string;
  /** Which operators of comparison its filter has: only `isNull`; `eq` and `ne`; all of equality; and of order. */
  readonly filter: "none" | "eq" | "equality" | "order";
  readonly values: readonly ValueCase[];
  /** What has to be selected below a field of the type. */
  readonly selection?: string;
  /** The type that a domain is over, where Postgres has no `=` for two values of the domain itself. */
  readonly base?: string;
  /** What a reader of the documentation should know, in one sentence. */
  readonly note?: string;
}

/**
 * A value of a type.
 *
 * @param send what finds it again, where that is not what comes out; false where nothing can.
 */
export function value(sql: string, out: string, send: string | false = out): ValueCase {
  return { sql, out, send: out === "null" ? false : send };
}
