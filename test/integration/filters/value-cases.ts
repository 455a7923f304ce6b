import { type ColumnCases, type OperatorCase, some } from "./column-cases.ts";

const texts = [
  ['like: "a%"', "c like 'a%'"],
  ['like: "_\\\\%%"', String.raw`c like '_\%%'`],
  ['notLike: "a%"', "c not like 'a%'"],
  ['ilike: "A%"', "c ilike 'A%'"],
  ['notIlike: "A%"', "c not ilike 'A%'"],
  ['startsWith: "a%"', "left(c, 2) = 'a%'"],
  ['startsWith: "a\\\\"', String.raw`left(c, 2) = 'a\'`],
  ['istartsWith: "A_"', "left(lower(c), 2) = 'a_'"],
  ['endsWith: "_b"', "right(c, 2) = '_b'"],
  ['iendsWith: "_B"', "right(lower(c), 2) = '_b'"],
  ['contains: "%"', "position('%' in c) > 0"],
  ['contains: ""', "position('' in c) > 0"],
  ['contains: "\\\\"', String.raw`position('\' in c) > 0`],
  ['icontains: "É"', "position('é' in lower(c)) > 0"],
  ['regex: "^a.?b$"', "c ~ '^a.?b$'"],
  ['iregex: "^A"', "c ~* '^A'"],
  ['notRegex: "^a"', "c !~ '^a'"],
  ['notIregex: "^A"', "c !~* '^A'"],
  ['between: ["a", "b"]', "c between 'a' and 'b'"],
  ['between: ["b", "a"]', "false and c is not null or null and c is null"],
  [
    'matches: {query: "quick foxes", language: "english"}',
    "to_tsvector('english', c) @@ to_tsquery('english', 'quick & fox')",
  ],
  [
    'matches: {query: "foxes", language: "pg_catalog.simple"}',
    "to_tsvector('simple', c) @@ to_tsquery('simple', 'foxes')",
  ],
  ['matches: {query: "Quick or lazy"}', "to_tsvector(c) @@ (to_tsquery('quick') || to_tsquery('lazy'))"],
  ['matches: {query: "-quick", language: null}', "to_tsvector(c) @@ !!to_tsquery('quick')"],
] as const satisfies readonly OperatorCase[];

const textValues = [
  "a",
  "ab",
  "A",
  "AB",
  "a%",
  "a_b",
  String.raw`a\b`,
  "x%y",
  "É",
  "b",
  "",
  "The quick fox jumps",
  "lazy",
];

/** Whether every element is so. */
const every = (condition: string) => `not ${some(`not (${condition})`)}`;

/** Values, texts and lists. */
export const valueCases: readonly ColumnCases[] = [
  { column: "words", type: "text", values: textValues, cases: texts },
  { column: "short_words", type: "varchar(40)", values: textValues, cases: texts },
  {
    column: "padded",
    type: "char(5)",
    values: ["a", "ab", "a%", "abcde"],
    cases: [
      ['eq: "ab"', "c = 'ab'"],
      ['startsWith: "a%"', "left(c::text || '   ', 2) = 'a%'"],
      ['like: "ab   "', "c::text in ('ab')"],
      ['regex: "^ab"', "starts_with(c::text, 'ab')"],
    ],
  },
  {
    column: "label",
    type: "name",
    values: ["a", "ab", "a%", "B"],
    cases: [
      ['contains: "%"', "position('%' in c::text) > 0"],
      ['icontains: "b"', "position('b' in lower(c::text)) > 0"],
      ['regex: "b"', "c::text ~ 'b'"],
    ],
  },
  {
    column: "caseless",
    type: "citext",
    values: ["a", "AB", "ab%", "É"],
    cases: [
      ['startsWith: "A"', "left(lower(c::text), 1) = 'a'"],
      ['contains: "b%"', "position('b%' in lower(c::text)) > 0"],
      ['like: "aB_"', "lower(c::text) like 'ab_'"],
      ['regex: "^AB"', "lower(c::text) ~ '^ab'"],
      ['notRegex: "^AB"', "lower(c::text) !~ '^ab'"],
      ['between: ["a", "ab"]', "lower(c::text) in ('a', 'ab')"],
      ['matches: {query: "ab"}', "to_tsvector(c::text) @@ to_tsquery('ab')"],
    ],
  },
  {
    column: "number",
    type: "integer",
    values: ["-1", "0", "1", "5", "10", "2147483647"],
    cases: [
      ["between: [0, 5]", "c between 0 and 5"],
      ["between: [5, 0]", "c between 5 and 0"],
      ["between: [1, 1]", "c = 1"],
      ["gt: 0, lte: 5", "c > 0 and c <= 5"],
      ["in: []", "c = any('{}')"],
      ["notIn: []", "c <> all('{}')"],
      ["in: [1, 7]", "c in (1, 7)"],
      ["notIn: [1, 7]", "c not in (1, 7)"],
      ["isNull: true", "c is null"],
      ["isNull: false", "c is not null"],
    ],
  },
  {
    column: "small",
    type: "smallint",
    values: ["-1", "5", "32767"],
    cases: [
      ["between: [0, 70000]", "c between 0 and 70000"],
      ["in: [5, 70000]", "c in (5, 70000)"],
    ],
  },
  {
    column: "amount",
    type: "numeric",
    values: ["1", "1.50", "NaN", "Infinity", "12345678901234567890.12345"],
    cases: [
      ['between: ["1.5", "12345678901234567890.12345"]', "c between 1.5 and 12345678901234567890.12345"],
      ['gt: "1"', "c > 1"],
    ],
  },
  {
    column: "moment",
    type: "timestamptz",
    values: ["2024-01-01T00:00:00Z", "2024-06-01T12:00:00+02", "infinity"],
    cases: [
      [
        'between: ["2024-01-01T00:00:00Z", "2024-06-01T10:00:00Z"]',
        "c between '2024-01-01 00:00Z' and '2024-06-01 10:00Z'",
      ],
    ],
  },
  {
    column: "light",
    type: "traffic_light",
    values: ["RED", "amber", "go-green"],
    cases: [
      ["between: [RED, amber]", "c between 'RED' and 'amber'"],
      ["in: [GO_GREEN]", "c = 'go-green'"],
    ],
  },
  {
    column: "numbers",
    type: "integer[]",
    values: ["{}", "{1}", "{1,2}", "{2,NULL}", "{NULL}", "{1,1,5}", "{{1,2},{3,4}}", "{3,4,5}"],
    cases: [
      ["contains: [1]", "c @> array[1]"],
      ["contains: []", "c @> '{}'"],
      ["contains: [1, 2]", "c @> array[1, 2]"],
      ["containedBy: [1, 2]", "c <@ array[1, 2]"],
      ["overlaps: [2, 5]", "c && array[2, 5]"],
      ["overlaps: []", "c && array[]::int[]"],
      ["length: {gt: 1}", "cardinality(c) > 1"],
      ["length: {eq: 0}", "c = '{}'"],
      ["length: {in: [1, 2], ne: 2}", "cardinality(c) = 1"],
      ["any: {eq: 1}", "1 = any(c)"],
      ["any: {gt: 4}", "4 < any(c)"],
      ["any: {isNull: true}", some("x is null")],
      ["all: {isNull: false}", every("x is not null")],
      ["any: {ne: 1}", some("x <> 1")],
      ["all: {eq: 1}", "1 = all(c)"],
      ["all: {gte: 2}", "2 <= all(c)"],
      ["all: {between: [1, 5]}", "1 <= all(c) and 5 >= all(c)"],
      ["any: {}", "true"],
      ["eq: [2, null]", "c = '{2,null}'"],
    ],
  },
  {
    column: "small_numbers",
    type: "smallint[]",
    values: ["{1}", "{1,2}", "{NULL,2}"],
    cases: [
      ["contains: [1]", "c @> array[1::int2]"],
      ["overlaps: [2]", "c && array[2::int2]"],
      ["any: {eq: 70000}", "70000 = any(c)"],
      ["all: {lt: 2}", "2 > all(c)"],
    ],
  },
  {
    column: "tags",
    type: "text[]",
    values: ["{}", "{new}", "{new,old}", "{NULL}", "{100%}"],
    cases: [
      ['contains: ["new"]', "c @> array['new']"],
      ['any: {startsWith: "n"}', some("left(x, 1) = 'n'")],
      ['all: {contains: "%"}', every("position('%' in x) > 0")],
    ],
  },
  {
    column: "lights",
    type: "traffic_light[]",
    values: ["{RED}", "{RED,go-green}", "{}"],
    cases: [
      ["contains: [RED]", "c @> array['RED'::traffic_light]"],
      ["any: {in: [GO_GREEN, amber]}", "'go-green' = any(c)"],
    ],
  },
  {
    column: "codes",
    type: "codes",
    values: ["{1}", "{1,2}", "{NULL}"],
    cases: [
      ["contains: [1]", "c::int[] @> array[1]"],
      ["any: {gt: 1}", "1 < any(c::int[])"],
      ["length: {eq: 1}", "cardinality(c::int[]) = 1"],
    ],
  },
];
