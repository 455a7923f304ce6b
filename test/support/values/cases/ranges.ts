import { type TypeCase, value } from "../type-case.ts";

interface Range {
  readonly lower: string | null;
  readonly upper: string | null;
  readonly brackets: "[]" | "[)" | "(]" | "()";
}

/** A range as JSON text; its ends are JSON text too. */
function range(lower: Range["lower"], upper: Range["upper"], brackets: Range["brackets"]): string {
  return `{"lower":${lower},"upper":${upper},"lowerInclusive":${brackets[0] === "["},"upperInclusive":${brackets[1] === "]"},"empty":false}`;
}

const empty = '{"lower":null,"upper":null,"lowerInclusive":false,"upperInclusive":false,"empty":true}';
const all = range(null, null, "()");

/** Not a list of them, and not what holds one. */
const isRange = (graphql: string): boolean => graphql.endsWith("Range");

/** Whether an end is null because JSON has no form for it. */
const isLost = (from: string, graphql: string): boolean => graphql === "FloatRange" && from.includes("NaN");

const rangeCase = (
  sql: string,
  graphql: string,
  values: readonly (readonly [string, string])[],
  note?: string,
): TypeCase => ({
  sql,
  graphql,
  filter: isRange(graphql) ? "eq" : "none",
  selection: "{ lower upper lowerInclusive upperInclusive empty }",
  values: values.map(([from, out]) => value(from, out, isRange(graphql) && !isLost(from, graphql) && out)),
  ...(note && { note }),
});

export const rangeCases: readonly TypeCase[] = [
  rangeCase(
    "int4range",
    "IntRange",
    [
      ["'[1,5)'", range("1", "5", "[)")],
      ["'[1,5]'", range("1", "6", "[)")],
      ["'(,5)'", range(null, "5", "()")],
      ["'[1,)'", range("1", null, "[)")],
      ["'(,)'", all],
      ["'empty'", empty],
    ],
    "Ranges of whole numbers and of days come as Postgres normalises them: with the lower end, without the upper one.",
  ),
  rangeCase("int8range", "BigIntRange", [["'[1,9223372036854775807)'", range('"1"', '"9223372036854775807"', "[)")]]),
  rangeCase("numrange", "DecimalRange", [
    ["'(0.10,2.500]'", range('"0.10"', '"2.500"', "(]")],
    ["'[-Infinity,NaN]'", range('"-Infinity"', '"NaN"', "[]")],
    ["'empty'", empty],
  ]),
  rangeCase("daterange", "DateRange", [
    ["'[2024-01-01,2024-02-01)'", range('"2024-01-01"', '"2024-02-01"', "[)")],
    ["'[2024-01-01,infinity]'", range('"2024-01-01"', '"infinity"', "[]")],
    ["'[0044-03-15 BC,)'", range('"0044-03-15 BC"', null, "[)")],
  ]),
  rangeCase("tstzrange", "DateTimeRange", [
    ["'[2024-01-01 01:00:00+01,)'", range('"2024-01-01T00:00:00+00:00"', null, "[)")],
    ["'(-infinity,2024-01-01 00:00:00.5+00]'", range('"-infinity"', '"2024-01-01T00:00:00.5+00:00"', "(]")],
  ]),
  rangeCase("tsrange", "DateTimeRange", [
    ["'[2024-01-01 12:00:00,2024-01-02 12:00:00)'", range('"2024-01-01T12:00:00"', '"2024-01-02T12:00:00"', "[)")],
  ]),
  rangeCase(
    "float_span",
    "FloatRange",
    [
      ["'[0.1,1e300]'", range("0.1", "1e+300", "[]")],
      ["'[-0,NaN]'", range("-0", null, "[]")],
    ],
    "A range type of one's own, over `double precision`.",
  ),
  rangeCase("text_span", "StringRange", [
    [`'["a,b","c""d\\\\)")'`, range('"a,b"', String.raw`"c\"d\\)"`, "[)")],
    [`'["",)'`, range('""', null, "[)")],
  ]),
  rangeCase("time_span", "TimeRange", [["'[08:00,24:00]'", range('"08:00:00"', '"24:00:00"', "[]")]]),
  rangeCase("inet_span", "StringRange", [["'[10.0.0.1,10.0.0.9]'", range('"10.0.0.1"', '"10.0.0.9"', "[]")]]),
  rangeCase("light_span", "TrafficLightRange", [["'[amber,go-green]'", range('"amber"', '"GO_GREEN"', "[]")]]),
  rangeCase("int4range[]", "[IntRange]", [
    [`array['[1,5)', null, 'empty']::int4range[]`, `[${range("1", "5", "[)")},null,${empty}]`],
    ["'{}'", "[]"],
  ]),
  rangeCase(
    "int4multirange",
    "[IntRange!]",
    [
      ["'{[1,3),[5,)}'", `[${range("1", "3", "[)")},${range("5", null, "[)")}]`],
      ["'{}'", "[]"],
    ],
    "A multirange is a list of its ranges.",
  ),
  rangeCase("nummultirange", "[DecimalRange!]", [["'{[0.10,0.20]}'", `[${range('"0.10"', '"0.20"', "[]")}]`]]),
  rangeCase("tstzmultirange", "[DateTimeRange!]", [
    ["'{(,2024-01-01 00:00:00+00)}'", `[${range(null, '"2024-01-01T00:00:00+00:00"', "()")}]`],
  ]),
  {
    ...rangeCase("stay", "Stay", [
      [
        "row(7, '[2024-01-01,2024-01-03)', array['[0.10,)', null]::numrange[], '{[1,2)}')::stay",
        '{"room":7,"nights":{"lower":"2024-01-01","upper":"2024-01-03"},"discounts":[{"lower":"0.10","upper":null},null],"closed":[{"lower":1,"upper":2}]}',
      ],
    ]),
    selection: "{ room nights { lower upper } discounts { lower upper } closed { lower upper } }",
  },
];
