import { type TypeCase, value } from "../type-case.ts";

const text = (content: string) => `'${content.replaceAll("'", "''")}'`;
const same = (content: string) => value(text(content), JSON.stringify(content));

export const textCases: readonly TypeCase[] = [
  {
    sql: "text",
    graphql: "String",
    filter: "order",
    values: [
      same("hello"),
      same(""),
      same("null"),
      same('It\'s "quoted", \\escaped\\ and $1 {braced}'),
      same("\u0001\b\f\n\r\t\u007f\u0085\u2028\u2029\ufeff"),
      same("e\u0301 is not \u00e9; \u202edesrever\u202c"),
      same("価格 👩‍👩‍👧 𝄞"),
    ],
    note: "`varchar` and every other text type alike. NUL and lone surrogates, which Postgres cannot hold, are refused.",
  },
  {
    sql: "varchar(20)",
    graphql: "String",
    filter: "order",
    values: [same("hello"), same("trailing  ")],
  },
  {
    sql: "char(5)",
    graphql: "String",
    filter: "order",
    values: [value("'ab'", '"ab   "'), value("'ab '", '"ab   "', '"ab"'), value("''", '"     "')],
    note: "Padded, as stored; trailing spaces do not count when it is compared.",
  },
  {
    sql: "name",
    graphql: "String",
    filter: "order",
    values: [same("pg_class"), same("n".repeat(63))],
  },
  {
    sql: '"char"',
    graphql: "String",
    filter: "order",
    values: [same("r"), value("''", '""'), value(`'é'::text::"char"`, String.raw`"\\303"`)],
  },
  {
    sql: "uuid",
    graphql: "UUID",
    filter: "order",
    values: [
      value("'0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11'", '"0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11"'),
      value(
        "'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'",
        '"ffffffff-ffff-ffff-ffff-ffffffffffff"',
        '"FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"',
      ),
      value("'00000000-0000-0000-0000-000000000000'", '"00000000-0000-0000-0000-000000000000"'),
    ],
  },
  {
    sql: "bytea",
    graphql: "Bytes",
    filter: "order",
    values: [
      value(String.raw`'\x48656c6c6f'`, '"SGVsbG8="'),
      value("''", '""'),
      value(String.raw`'\x00ff'`, '"AP8="'),
      value(`decode(repeat('00fb', 60), 'hex')`, `"${"APsA+wD7".repeat(20)}"`),
    ],
    note: "Base64 without line breaks.",
  },
];
