/** One filter of a column, and the condition that it means. */
export type OperatorCase = readonly [filter: string, sql: string];

/** A column with values and what its filters mean, told in SQL. */
export interface ColumnCases {
  readonly column: string;
  readonly type: string;
  readonly values: readonly string[];
  readonly cases: readonly OperatorCase[];
}

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

/** Whether some element is so, told without `any`: null where a null leaves it open. */
const some = (condition: string) => `case when c is not null then (
  select case when bool_or(k) then true when count(*) > count(k) then null else false end
  from (select ${condition} from unnest(c) as x) as e (k)) end`;

/** Whether every element is so. */
const every = (condition: string) => `not ${some(`not (${condition})`)}`;

export const columnCases: readonly ColumnCases[] = [
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
  {
    column: "document",
    type: "jsonb",
    values: [
      '{"a": 1, "b": {"c": [1, "x", null, true]}, "n": null}',
      '{"a": 1.0}',
      '{"a": "1"}',
      '{"a": true}',
      '{"a": null}',
      '["a", "b", 3]',
      '"a"',
      "3",
      "null",
      "{}",
      '{"a": [1, 2]}',
      '{"a": 10}',
    ],
    cases: [
      ["contains: {a: 1}", `c @> '{"a": 1}'`],
      ["containedBy: {a: 1, b: 2}", `c <@ '{"a": 1, "b": 2}'`],
      ['contains: ["a"]', `c @> '["a"]'`],
      ['hasKey: "a"', "jsonb_exists(c, 'a')"],
      ['hasAnyKeys: ["a", "z"]', "jsonb_exists_any(c, array['a', 'z'])"],
      ["hasAnyKeys: []", "jsonb_exists_any(c, '{}')"],
      ['hasAllKeys: ["a", "b"]', "jsonb_exists_all(c, array['a', 'b'])"],
      ['at: {path: ["a"], eq: 1}', `nullif(c -> 'a', 'null') = '1'`],
      ['at: {path: ["a"], ne: 1}', `nullif(c -> 'a', 'null') <> '1'`],
      ['at: {path: ["a"], gt: 1}', "case when jsonb_typeof(c -> 'a') = 'number' then (c ->> 'a')::numeric > 1 end"],
      [
        'at: {path: ["a"], gte: 1, lt: 10}',
        "case when jsonb_typeof(c -> 'a') = 'number' then (c ->> 'a')::numeric >= 1 and (c ->> 'a')::numeric < 10 end",
      ],
      ['at: {path: ["a"], lte: "1"}', "case when jsonb_typeof(c -> 'a') = 'string' then c ->> 'a' <= '1' end"],
      ['at: {path: ["b", "c", "1"], eq: "x"}', "c -> 'b' -> 'c' ->> 1 = 'x'"],
      ['at: {path: ["b", "c", "-1"], eq: true}', "(c -> 'b' -> 'c' -> -1) = 'true'"],
      ['at: {path: ["n"], isNull: true}', "c -> 'n' is null or c -> 'n' = 'null'"],
      ['at: {path: ["a"], in: [10, "1"]}', `nullif(c -> 'a', 'null') in ('10', '"1"')`],
      ['at: {path: ["a"], notIn: [10, "1"]}', `nullif(c -> 'a', 'null') not in ('10', '"1"')`],
      ['at: {path: ["b"], hasKey: "c"}', "jsonb_exists(c -> 'b', 'c')"],
      [
        'at: [{path: ["a"], eq: 1}, {path: ["b", "c", "0"], lt: 5}]',
        `nullif(c -> 'a', 'null') = '1' and (c -> 'b' -> 'c' ->> 0)::numeric < 5`,
      ],
      ["at: {path: [], eq: 3}", "nullif(c, 'null') = '3'"],
      ['at: {path: ["a"], contains: [1]}', `nullif(c -> 'a', 'null') @> '[1]'`],
      ['at: {path: ["a"]}', "true"],
    ],
  },
  {
    column: "documents",
    type: "jsonb[]",
    values: ['{"{\\"a\\": 1}"}', "{}", '{NULL,"{\\"a\\": 2}"}'],
    cases: [['any: {at: {path: ["a"], gt: 1}}', some("(x ->> 'a')::int > 1")]],
  },
  {
    column: "span",
    type: "int4range",
    values: ["[1,5)", "[5,9)", "(,3)", "[7,)", "(,)", "empty", "[4,4]"],
    cases: [
      ["eq: {lower: 1, upper: 5}", "c = '[1,5)'"],
      ["ne: {lower: 1, upper: 4, upperInclusive: true}", "c <> '[1,5)'"],
      ["contains: 4", "c @> 4"],
      ["containsRange: {lower: 2, upper: 4}", "c @> '[2,4)'::int4range"],
      ["containsRange: {empty: true}", "c @> 'empty'::int4range"],
      ["containedBy: {lower: 0, upper: 9}", "c <@ '[0,9)'::int4range"],
      ["overlaps: {lower: 4, upper: 6}", "c && '[4,6)'"],
      ["overlaps: {upper: 1, upperInclusive: true}", "c && '(,1]'"],
      ["overlaps: {}", "c && '(,)'"],
      ["adjacentTo: {lower: 5, upper: 6}", "c -|- '[5,6)'"],
      ["leftOf: {lower: 5}", "c << '[5,)'"],
      ["rightOf: {upper: 5, lower: null}", "c >> '(,5)'"],
      ["rightOf: {lower: 3, lowerInclusive: false, upper: 6}", "c >> '(3,6)'"],
      ["isEmpty: true", "isempty(c)"],
      ["isEmpty: false", "not isempty(c)"],
      ["lower: {gte: 4}", "lower(c) >= 4"],
      ["upper: {isNull: true}", "upper(c) is null"],
    ],
  },
  {
    column: "period",
    type: "tstzrange",
    values: ["[2024-01-01,2024-02-01)", "[2024-02-01,)", "empty"],
    cases: [
      ['contains: "2024-01-31T23:59:59Z"', "c @> '2024-01-31 23:59:59Z'::timestamptz"],
      [
        'overlaps: {lower: "2024-01-31T00:00:00Z", upper: "2024-02-01T00:00:00Z", upperInclusive: true}',
        "c && '[2024-01-31 00:00Z,2024-02-01 00:00Z]'",
      ],
      [
        'lower: {between: ["2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z"]}',
        "lower(c) between '2024-01-01 00:00Z' and '2024-01-02 00:00Z'",
      ],
    ],
  },
  {
    column: "stretch",
    type: "text_span",
    values: ["[a,c)", "[b,)", "empty"],
    cases: [
      ['contains: "b"', "c @> 'b'::text"],
      ['overlaps: {lower: "b", upper: "d"}', "c && '[b,d)'"],
      ['lower: {startsWith: "a"}', "left(lower(c), 1) = 'a'"],
    ],
  },
  {
    column: "weeks",
    type: "weeks",
    values: ["[1,5)", "[7,8)"],
    cases: [
      ["contains: 3", "c::int4range @> 3"],
      ["overlaps: {lower: 4}", "c::int4range && '[4,)'"],
    ],
  },
  {
    column: "spans",
    type: "int4multirange",
    values: ["{[1,3),[5,9)}", "{}", "{(,2)}", "{[9,12)}"],
    cases: [
      ["contains: 5", "c @> 5"],
      ["containsRange: {lower: 6, upper: 8}", "c @> '[6,8)'::int4range"],
      ["containedBy: {lower: 0, upper: 20}", "c <@ '[0,20)'::int4range"],
      ["overlaps: {lower: 2, upper: 5}", "c && '[2,5)'::int4range"],
      ["adjacentTo: {lower: 12}", "c -|- '[12,)'::int4range"],
      ["leftOf: {lower: 9}", "c << '[9,)'::int4range"],
      ["rightOf: {upper: 9}", "c >> '(,9)'::int4range"],
      ["isEmpty: true", "c = '{}'"],
      ["upper: {lte: 9}", "upper(c) <= 9"],
    ],
  },
  {
    column: "search",
    type: "tsvector",
    values: ["'fox':3 'quick':2", "'dog':1", ""],
    cases: [
      ['matches: {query: "quick fox", language: "simple"}', "c @@ to_tsquery('simple', 'quick & fox')"],
      ['matches: {query: "dogs or cat"}', "c @@ to_tsquery('english', 'dogs | cat')"],
      ['matches: {query: "\\"quick fox\\" -dog"}', "c @@ to_tsquery('quick <-> fox & !dog')"],
      ['matches: {query: "\\" ) & | :* ((("}', "c @@ websearch_to_tsquery('x') and false or (null and c is null)"],
    ],
  },
  {
    column: "host",
    type: "inet",
    values: ["10.0.0.1", "10.1.0.0/16", "192.168.0.1/24", "::1", "0.0.0.0/0"],
    cases: [
      ['containedBy: "10.0.0.0/8"', "c <<= '10.0.0.0/8'"],
      ['contains: "10.1.2.3"', "c >>= '10.1.2.3'"],
      ['overlaps: "10.1.0.0/12"', "c && '10.1.0.0/12'"],
      ["family: {eq: 6}", "family(c) = 6"],
    ],
  },
  {
    column: "net",
    type: "cidr",
    values: ["10.0.0.0/8", "10.1.0.0/16", "2001:db8::/32"],
    cases: [
      ['contains: "10.1.2.3"', "c >>= '10.1.2.3'"],
      ['containedBy: "10.1.2.3/8"', "c <<= '10.1.2.3/8'"],
    ],
  },
  {
    column: "path",
    type: "ltree",
    values: ["Top", "Top.Science", "Top.Science.Astronomy", "Top.Hobbies", ""],
    cases: [
      ['ancestorOf: "Top.Science"', "c @> 'Top.Science'"],
      ['descendantOf: "Top.Science"', "c <@ 'Top.Science'"],
      ['matches: "Top.*{1}"', "c ~ 'Top.*{1}'"],
    ],
  },
  {
    column: "pairs",
    type: "hstore",
    values: ["a=>1", "a=>1,b=>2", "a=>NULL", ""],
    cases: [
      ['hasKey: "a"', "exist(c, 'a')"],
      ['hasAnyKeys: ["b", "z"]', "exists_any(c, array['b', 'z'])"],
      ['hasAllKeys: ["a", "b"]', "exists_all(c, array['a', 'b'])"],
      ['contains: "a=>1"', "c @> 'a=>1'"],
      ['containedBy: "a=>1, b=>2, c=>3"', "c <@ 'a=>1, b=>2, c=>3'"],
    ],
  },
];
