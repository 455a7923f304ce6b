import { type TypeCase, value } from "../type-case.ts";

const same = (text: string) => value(`'${text.replaceAll("'", "''")}'`, JSON.stringify(text));
const only = (text: string) => ({ ...same(text), send: false as const });

export const otherCases: readonly TypeCase[] = [
  {
    sql: "inet",
    graphql: "String",
    filter: "order",
    values: [same("10.0.0.1"), same("10.1.2.3/24"), same("::1"), same("2001:db8::/32"), same("0.0.0.0/0")],
    note: "As Postgres prints it: a single address without `/32`.",
  },
  { sql: "cidr", graphql: "String", filter: "order", values: [same("10.0.0.0/8"), same("2001:db8::/32")] },
  { sql: "macaddr", graphql: "String", filter: "order", values: [same("08:00:2b:01:02:03")] },
  { sql: "macaddr8", graphql: "String", filter: "order", values: [same("08:00:2b:01:02:03:04:05")] },
  { sql: "bit(3)", graphql: "String", filter: "order", values: [same("101"), same("000")] },
  { sql: "bit varying", graphql: "String", filter: "order", values: [same("10110"), same(""), same("1".repeat(200))] },
  {
    sql: "tsvector",
    graphql: "String",
    filter: "equality",
    values: [same("'fat':2,4A 'rat':3"), same(""), same(`'it''s' 'quo"ted'`)],
  },
  {
    sql: "tsquery",
    graphql: "String",
    filter: "equality",
    values: [same("'fat' & !'cat' | 'r':*A"), same("'a' <2> 'b'")],
  },
  { sql: "pg_lsn", graphql: "String", filter: "order", values: [same("16/B374D848"), same("FFFFFFFF/FFFFFFFF")] },
  {
    sql: "xml",
    graphql: "String",
    filter: "none",
    values: [
      only("<a b='c'>1 &lt; 2</a>"),
      only("text, <b/>"),
      value(`'<?xml version="1.0" encoding="UTF-8"?><a/>'`, '"<a/>"', false),
    ],
    note: "As its own output has it: without the encoding that a declaration names.",
  },
  { sql: "tid", graphql: "String", filter: "order", values: [same("(0,1)"), same("(4294967295,65535)")] },
  { sql: "xid8", graphql: "String", filter: "order", values: [same("18446744073709551615"), same("3")] },
  { sql: "xid", graphql: "String", filter: "equality", values: [same("4294967295")] },
  { sql: "point", graphql: "String", filter: "none", values: [only("(1,2.5)"), only("(NaN,-0)")] },
  { sql: "box", graphql: "String", filter: "none", values: [only("(2,2),(1,1)")] },
  { sql: "line", graphql: "String", filter: "none", values: [only("{1,-1,0}")] },
  { sql: "lseg", graphql: "String", filter: "none", values: [only("[(0,0),(1,1)]")] },
  { sql: "path", graphql: "String", filter: "none", values: [only("[(0,0),(1,1)]"), only("((0,0),(1,1),(2,0))")] },
  { sql: "polygon", graphql: "String", filter: "none", values: [only("((0,0),(1,1),(2,0))")] },
  { sql: "circle", graphql: "String", filter: "none", values: [only("<(0,0),1>")] },
  { sql: "jsonpath", graphql: "String", filter: "none", values: [only('$."a"?(@."b" > 1)')] },
  {
    sql: "regclass",
    graphql: "String",
    filter: "none",
    values: [only("pg_class")],
    note: "As `regtype`, `regproc` and the like: with its schema where the session's `search_path` does not find it.",
  },
  { sql: "pg_snapshot", graphql: "String", filter: "none", values: [only("10:20:10,14")] },
];
