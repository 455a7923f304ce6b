import { type TypeCase, type ValueCase, value } from "../type-case.ts";

/** As it is written, on all three ways; keys in the order that `jsonb` keeps. */
const written = (text: string): ValueCase => value(`'${text.replaceAll("'", "''")}'`, text);

const documents = [
  written('{"":"","a":[1,{"b":null}],"with space":true}'),
  value("'null'", "null"),
  written("12345678901234567890"),
  written("0.1000"),
  written('"null"'),
  written("false"),
  written("[]"),
  written(String.raw`"It's \"quoted\" \\ \n 👩‍👩‍👧"`),
  written('{"then":2,"toJSON":3,"toString":1,"__proto__":{"x":1},"constructor":{"prototype":null}}'),
];

export const jsonCases: readonly TypeCase[] = [
  {
    sql: "jsonb",
    graphql: "JSON",
    filter: "equality",
    values: [
      ...documents,
      value("'1e400'", `1${"0".repeat(400)}`, "1e400"),
      value("'-0'", "0", "-0"),
      value(`'{"b":1,"10":0,"a":2,"b":3}'`, '{"10":0,"a":2,"b":3}'),
    ],
    note: "Numbers as Postgres prints them. Nullable even when `NOT NULL`, because a document may be `null`.",
  },
  {
    sql: "json",
    graphql: "JSON",
    filter: "none",
    values: [
      ...documents.map((each) => ({ ...each, send: false as const })),
      value("'1e400'", "1e400", false),
      value("'-0'", "-0", false),
      value(`'{"b":1,"10":0,"a":2,"2":0,"b":3}'`, '{"2":0,"10":0,"b":3,"a":2}', false),
      value(`' { "spaced" : [ 1 , 2 ] } '`, '{"spaced":[1,2]}', false),
    ],
    note: "As `jsonb`, with numbers as they were written. It has no equality in Postgres.",
  },
];
