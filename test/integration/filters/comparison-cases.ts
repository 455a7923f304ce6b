import type { ColumnCases, OperatorCase } from "./column-cases.ts";

/** A value as the API takes it; in SQL it is what is in its quotes, unless it is told. */
type Sample = string | readonly [graphql: string, sql: string];

const graphqlOf = (sample: Sample) => (typeof sample === "string" ? sample : sample[0]);
const textOf = (sample: Sample) => (typeof sample === "string" ? sample.replace(/^"(.*)"$/, "$1") : sample[1]);

/** Samples go up. */
interface Compared {
  readonly column: string;
  readonly type: string;
  readonly samples: readonly [Sample, Sample, Sample];
  /** What the column is compared as. */
  readonly as?: string;
  readonly isOrdered?: false;
}

const compared: readonly Compared[] = [
  { column: "cmp_bool", type: "boolean", samples: ["false", "true", "true"] },
  { column: "cmp_int2", type: "smallint", samples: ["-32768", "0", "7"] },
  { column: "cmp_int4", type: "integer", samples: ["-1", "0", "2147483647"] },
  { column: "cmp_int8", type: "bigint", samples: ["-1", '"9007199254740992"', '"9007199254740993"'] },
  { column: "cmp_oid", type: "oid", samples: ['"0"', '"1"', '"4294967295"'] },
  { column: "cmp_float4", type: "real", samples: ["-0.5", "0", "1.5e10"] },
  { column: "cmp_float8", type: "double precision", samples: ["-0.1", "0.3", "1e300"] },
  { column: "cmp_numeric", type: "numeric", samples: ['"-0.1"', '"1.50"', '"12345678901234567890.5"'] },
  { column: "cmp_price", type: "price", samples: ['"-1"', '"0.50"', '"3"'] },
  { column: "cmp_text", type: "text", samples: ['""', '"a"', '"b c"'] },
  { column: "cmp_varchar", type: "varchar(5)", samples: ['"a"', '"ab"', '"b"'] },
  { column: "cmp_bpchar", type: "char(5)", samples: ['"a"', '"ab"', '"b"'] },
  { column: "cmp_name", type: "name", samples: ['"a"', '"ab"', '"b"'] },
  { column: "cmp_char", type: '"char"', samples: ['"a"', '"b"', '"c"'], as: "text" },
  { column: "cmp_citext", type: "citext", samples: ['"a"', '"AB"', '"b"'] },
  { column: "cmp_enum", type: "traffic_light", samples: ["RED", "amber", ["GO_GREEN", "go-green"]] },
  { column: "cmp_money", type: "money", samples: ['"-1.50"', '"0"', '"1234.56"'] },
  {
    column: "cmp_uuid",
    type: "uuid",
    samples: [
      '"00000000-0000-0000-0000-000000000001"',
      '"7d444840-9dc0-11d1-b245-5ffdce74fad2"',
      '"ffffffff-ffff-ffff-ffff-ffffffffffff"',
    ],
  },
  {
    column: "cmp_timestamptz",
    type: "timestamptz",
    samples: ['"2024-01-01T00:00:00Z"', '"2024-01-01T01:30:00.000001+01:00"', '"infinity"'],
  },
  {
    column: "cmp_timestamp",
    type: "timestamp",
    samples: ['"-infinity"', '"2024-01-01T00:00:00"', '"2024-01-01T00:00:00.000001"'],
  },
  { column: "cmp_date", type: "date", samples: ['"2024-02-28"', '"2024-02-29"', '"infinity"'] },
  { column: "cmp_time", type: "time", samples: ['"00:00"', '"12:00:00.000001"', '"24:00"'] },
  { column: "cmp_timetz", type: "timetz", samples: ['"00:00:00Z"', '"12:00:00+02:00"', '"12:00:00Z"'] },
  { column: "cmp_interval", type: "interval", samples: ['"P-1D"', '"PT1H"', '"P1M"'] },
  {
    column: "cmp_bytea",
    type: "bytea",
    samples: [
      ['""', ""],
      ['"AP8="', String.raw`\x00ff`],
      ['"/w=="', String.raw`\xff`],
    ],
  },
  { column: "cmp_inet", type: "inet", samples: ['"10.0.0.0/8"', '"10.0.0.1"', '"::1"'] },
  { column: "cmp_cidr", type: "cidr", samples: ['"10.0.0.0/8"', '"10.1.0.0/16"', '"::/0"'] },
  {
    column: "cmp_macaddr",
    type: "macaddr",
    samples: ['"08:00:2b:01:02:03"', '"08:00:2b:01:02:04"', '"ff:00:2b:01:02:03"'],
  },
  {
    column: "cmp_macaddr8",
    type: "macaddr8",
    samples: ['"08:00:2b:01:02:03:04:05"', '"08:00:2b:01:02:03:04:06"', '"ff:00:2b:01:02:03:04:05"'],
  },
  { column: "cmp_bit", type: "bit(3)", samples: ['"001"', '"010"', '"111"'] },
  { column: "cmp_varbit", type: "varbit", samples: ['""', '"01"', '"1"'] },
  { column: "cmp_lsn", type: "pg_lsn", samples: ['"0/0"', '"0/FF"', '"1/0"'] },
  { column: "cmp_tid", type: "tid", samples: ['"(0,1)"', '"(0,2)"', '"(1,1)"'] },
  { column: "cmp_xid8", type: "xid8", samples: ['"0"', '"5"', '"4294967296"'] },
  { column: "cmp_ltree", type: "ltree", samples: ['"a"', '"a.b"', '"b"'] },
  { column: "cmp_xid", type: "xid", samples: ['"0"', '"5"', '"4294967295"'], isOrdered: false },
  {
    column: "cmp_jsonb",
    type: "jsonb",
    samples: ["1", ['{a: [1, "x"]}', '{"a": [1, "x"]}'], ['"x"', '"x"']],
    isOrdered: false,
  },
  {
    column: "cmp_hstore",
    type: "hstore",
    samples: [
      ['"a=>1"', "a=>1"],
      ['"b=>NULL"', "b=>NULL"],
      ['""', ""],
    ],
    isOrdered: false,
  },
  { column: "cmp_tsvector", type: "tsvector", samples: ['"a b"', '"b"', '""'], isOrdered: false },
  { column: "cmp_tsquery", type: "tsquery", samples: ['"a & b"', '"!b"', '"c"'], isOrdered: false },
];

/** Comparisons of every type, by all of their operators. */
export const comparisonCases: readonly ColumnCases[] = compared.map((compare) => {
  const { column, type, samples } = compare;
  return { column, type, values: [...new Set(samples.map(textOf))], cases: casesOf(compare) };
});

function casesOf({ type, samples, as, isOrdered }: Compared): readonly OperatorCase[] {
  const [low, middle, high] = samples.map(graphqlOf);
  const [sqlLow, sqlMiddle, sqlHigh] = samples.map((sample) => `'${textOf(sample)}'::${as ?? type}`);
  const c = as ? `c::${as}` : "c";
  const equality: readonly OperatorCase[] = [
    [`eq: ${middle}`, `${c} = ${sqlMiddle}`],
    [`ne: ${middle}`, `${c} <> ${sqlMiddle}`],
    [`in: [${low}, ${high}]`, `(${c} = ${sqlLow} or ${c} = ${sqlHigh})`],
    [`notIn: [${low}, ${high}]`, `(${c} <> ${sqlLow} and ${c} <> ${sqlHigh})`],
    ["isNull: true", "c is null"],
    ["isNull: false", "c is not null"],
  ];
  if (isOrdered === false) return equality;
  return [
    ...equality,
    [`gt: ${low}`, `${c} > ${sqlLow}`],
    [`gte: ${middle}`, `${c} >= ${sqlMiddle}`],
    [`lt: ${high}`, `${c} < ${sqlHigh}`],
    [`lte: ${middle}`, `${c} <= ${sqlMiddle}`],
    [`between: [${low}, ${middle}]`, `${c} between ${sqlLow} and ${sqlMiddle}`],
  ];
}
