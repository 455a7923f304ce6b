import { type TypeCase, value } from "../type-case.ts";

const list = (sql: string, graphql: string, values: TypeCase["values"], note?: string): TypeCase => ({
  sql,
  graphql,
  filter: "equality",
  values,
  ...(note && { note }),
});

/** Arrays of what has no equality, and what is served as JSON. */
const unequal = (
  sql: string,
  graphql: string,
  values: readonly (readonly [string, string])[],
  note?: string,
): TypeCase => ({
  ...list(
    sql,
    graphql,
    values.map(([from, out]) => value(from, out, false)),
    note,
  ),
  filter: "none",
});

export const listCases: readonly TypeCase[] = [
  list(
    "integer[]",
    "[Int]",
    [
      value("'{1,NULL,3}'", "[1,null,3]"),
      value("'{}'", "[]"),
      value("'{NULL}'", "[null]"),
      value(
        "array(select generate_series(1, 1000))",
        JSON.stringify(Array.from({ length: 1000 }, (_, index) => index + 1)),
      ),
    ],
    "One dimension is a list, whose items may be null. Where the first subscript is not 1, that is not told.",
  ),
  list("boolean[]", "[Boolean]", [value("'{t,f,NULL}'", "[true,false,null]")]),
  list("bigint[]", "[BigInt]", [value("'{9223372036854775807,NULL}'", '["9223372036854775807",null]')]),
  list("numeric[]", "[Decimal]", [value("'{0.1000,NaN,NULL}'", '["0.1000","NaN",null]'), value("'{}'", "[]")]),
  list("double precision[]", "[Float]", [
    value("'{0.1,-0,NULL}'", "[0.1,-0,null]"),
    value("'{NaN,1}'", "[null,1]", false),
  ]),
  list("text[]", "[String]", [
    value(
      String.raw`array['a,b', '{c}', 'd"e', 'f\g', 'it''s', '', ' ', 'NULL', 'null', null]`,
      String.raw`["a,b","{c}","d\"e","f\\g","it's",""," ","NULL","null",null]`,
    ),
    value("'{}'", "[]"),
  ]),
  list("char(3)[]", "[String]", [value("'{a,bcd}'", '["a  ","bcd"]')]),
  list("inet[]", "[String]", [value("'{10.0.0.1,10.1.2.3/24}'", '["10.0.0.1","10.1.2.3/24"]')]),
  list("bytea[]", "[Bytes]", [
    value(String.raw`array['\x48656c6c6f'::bytea, '', null]`, '["SGVsbG8=","",null]'),
    value("'{}'", "[]"),
  ]),
  list("uuid[]", "[UUID]", [
    value("'{0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11}'", '["0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11"]'),
  ]),
  list("timestamptz[]", "[DateTime]", [
    value("'{2024-01-01 00:00:00+00,infinity,NULL}'", '["2024-01-01T00:00:00+00:00","infinity",null]'),
  ]),
  list("timestamp[]", "[DateTime]", [value("'{0044-03-15 12:00:00 BC}'", '["0044-03-15T12:00:00 BC"]')]),
  list("date[]", "[Date]", [value("'{2024-02-29,-infinity}'", '["2024-02-29","-infinity"]')]),
  list("interval[]", "[Interval]", [value("'{1 day 2 hours,NULL}'", '["P1DT2H",null]')]),
  list("jsonb[]", "[JSON]", [
    value(
      `array['{"a":0.10}', 'null', '12345678901234567890', null]::jsonb[]`,
      '[{"a":0.10},null,12345678901234567890,null]',
      false,
    ),
    value(`array['{"a":0.10}', '"x"']::jsonb[]`, '[{"a":0.10},"x"]'),
  ]),
  unequal("json[]", "[JSON]", [
    [`array['{"a":0.1000}', '1e400', 'null', null]::json[]`, '[{"a":0.1000},1e400,null,null]'],
  ]),
  list("traffic_light[]", "[TrafficLight]", [value("'{RED,go-green,NULL}'", '["RED","GO_GREEN",null]')]),
  list("positive[]", "[Int]", [value("'{1,2}'", "[1,2]")]),
  unequal("point[]", "[String]", [[`'{"(1,2)",NULL}'`, '["(1,2)",null]']]),
  unequal("box[]", "[String]", [["'{(2,2),(1,1);(4,4),(3,3)}'", '["(2,2),(1,1)","(4,4),(3,3)"]']]),
  unequal(
    "integer[][]",
    "JSON",
    [
      ["'{{1,2},{NULL,4}}'", "[[1,2],[null,4]]"],
      ["'{1,2}'", "[1,2]"],
      ["'{}'", "[]"],
      ["'{{{1}}}'", "[[[1]]]"],
    ],
    "Two or more declared dimensions are JSON, because Postgres fixes no depth and GraphQL needs one.",
  ),
  unequal("text[][]", "JSON", [[`'{{a,"b c"},{NULL,""}}'`, '[["a","b c"],[null,""]]']]),
  unequal("numeric[][]", "JSON", [["'{{0.1000}}'", "[[0.1000]]"]]),
];
