import { type Fragment, sql } from "../sql/index.ts";

const comparators = {
  "=": sql`=`,
  "<>": sql`<>`,
  ">": sql`>`,
  ">=": sql`>=`,
  "<": sql`<`,
  "<=": sql`<=`,
  "~~": sql`~~`,
  "!~~": sql`!~~`,
  "~~*": sql`~~*`,
  "!~~*": sql`!~~*`,
  "~": sql`~`,
  "!~": sql`!~`,
  "~*": sql`~*`,
  "!~*": sql`!~*`,
  "@>": sql`@>`,
  "<@": sql`<@`,
  "?": sql`?`,
  "?|": sql`?|`,
  "?&": sql`?&`,
} satisfies Record<string, Fragment>;

export type Comparator = keyof typeof comparators;

/** How a type's values are compared. */
export type FindOperator = (comparator: Comparator) => Fragment;

/** Operators of Postgres itself, which every session finds. */
export const plainOperator: FindOperator = (comparator) => comparators[comparator];

/** Operators of a type that an extension added: found where it is, whatever the session's `search_path`. */
export const operatorIn =
  (schema: string): FindOperator =>
  (comparator) =>
    sql`operator(${sql.identifier(schema)}.${comparators[comparator]})`;
