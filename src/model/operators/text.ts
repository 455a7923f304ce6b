import { sql } from "../../sql/index.ts";
import type { Comparator } from "../comparators.ts";
import type { ValueType } from "../value-type.ts";
import { scalarValue } from "../values.ts";
import { longestPattern } from "./longest-pattern.ts";
import type { Operator, OperatorFamily } from "./operator.ts";

const plainText = scalarValue("pg_catalog", "text");

/** Patterns are text whatever the column is: a `char(5)` would lose blanks. Types of extensions have their own. */
const patternOf = (type: ValueType): ValueType => (type.schema === "pg_catalog" ? plainText : type);

const match = (
  name: string,
  comparator: Comparator,
  description: string,
  spell?: (text: string) => string,
): Operator => ({
  name,
  argument: "value",
  description,
  takes: patternOf,
  longest: longestPattern,
  mayFail: true,
  ...(spell && { spell }),
  sql: (column, pattern, type) => sql`${column} ${type.operator(comparator)} ${pattern}`,
});

/** A text as a pattern of `like` that matches nothing but this text. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, "\\$&");

const begins = (text: string) => `${escapeLike(text)}%`;
const ends = (text: string) => `%${escapeLike(text)}`;
const holds = (text: string) => `%${escapeLike(text)}%`;

/** A name with an `i` in front is the same without regard to case. Trigram indexes serve all of these. */
export const text: OperatorFamily = {
  of: "`text`, `varchar`, `char(n)`, `name`, `citext`",
  suits: (type) => type.operators === "text" && !type.list,
  operators: [
    match(
      "like",
      "~~",
      "Like this pattern: `%` stands for any text, `_` for any character, after `\\` for themselves.",
    ),
    match("ilike", "~~*", "`like` without regard to case."),
    match("notLike", "!~~", "Not `like` this pattern."),
    match("notIlike", "!~~*", "Not `ilike` this pattern."),
    match("startsWith", "~~", "Begins with exactly this text; nothing in it is a wildcard.", begins),
    match("istartsWith", "~~*", "`startsWith` without regard to case.", begins),
    match("endsWith", "~~", "Ends with exactly this text; nothing in it is a wildcard.", ends),
    match("iendsWith", "~~*", "`endsWith` without regard to case.", ends),
    match("contains", "~~", "Contains exactly this text; nothing in it is a wildcard.", holds),
    match("icontains", "~~*", "`contains` without regard to case.", holds),
    match("regex", "~", "Matches this regular expression of Postgres (manual, section 9.7.3), anywhere in the text."),
    match("iregex", "~*", "`regex` without regard to case."),
    match("notRegex", "!~", "Does not match this regular expression."),
    match("notIregex", "!~*", "Does not match this regular expression in any case."),
  ],
};
