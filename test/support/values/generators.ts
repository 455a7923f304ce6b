import fc from "fast-check";
import { escapeLiteral } from "pg";
import { cases } from "./cases.ts";
import type { TypeCase } from "./type-case.ts";

/** Gives SQL expressions. */
type Expressions = fc.Arbitrary<string>;

const quoted = (values: fc.Arbitrary<string | number | bigint>): Expressions =>
  values.map((value) => escapeLiteral(Object.is(value, -0) ? "-0" : String(value)));

/** Every character that Postgres can hold. */
const characters = fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).filter((unit) => unit !== "\0");
const text = (maxLength: number): Expressions => quoted(fc.string({ unit: characters, maxLength }));
const matching = (pattern: RegExp): Expressions => quoted(fc.stringMatching(pattern));

const writtenNumber = fc.stringMatching(/^-?(?:0|[1-9]\d{0,25})(?:\.\d{1,10})?(?:[eE][+-]?\d{1,2})?$/);
const json = fc.oneof(
  writtenNumber,
  fc.json({ maxDepth: 3, stringUnit: characters }).filter((document) => !document.includes("\\u0000")),
);

const microseconds = (min: number, max: number) =>
  fc.integer({ min, max }).map((n) => `${n} * interval '1 microsecond'`);
const year = 365.25 * 86_400_000_000;
const safeYears = Math.floor(Number.MAX_SAFE_INTEGER / year) - 1;
const moments = fc.oneof(
  microseconds(-safeYears * year, safeYears * year),
  fc.integer({ min: -6_712 * 12, max: 292_000 * 12 }).map((months) => `${months} * interval '1 month'`),
);
const timeOfDay = microseconds(0, 86_399_999_999).map((shift) => `('00:00'::time + ${shift})`);

/** Values of the types that have more of them than the cases name. */
const random: Readonly<Record<string, Expressions>> = {
  smallint: quoted(fc.integer({ min: -32_768, max: 32_767 })),
  integer: quoted(fc.integer()),
  bigint: quoted(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  oid: quoted(fc.nat({ max: 4_294_967_295 })),
  numeric: matching(/^-?\d{1,40}(?:\.\d{1,30})?$/),
  "numeric(12,2)": fc.integer().map((cents) => `${cents} / 100.0`),
  real: quoted(fc.float()),
  "double precision": quoted(fc.double()),
  money: fc.maxSafeInteger().map((cents) => `(${cents}::numeric / 100)::money`),
  text: text(40),
  "varchar(20)": text(20),
  "char(5)": text(5),
  name: matching(/^[ -~]{0,63}$/),
  '"char"': matching(/^[ -~]$/),
  citext: text(20),
  uuid: quoted(fc.uuid()),
  bytea: fc.uint8Array({ maxLength: 100 }).map((bytes) => `'\\x${Buffer.from(bytes).toString("hex")}'`),
  timestamptz: moments.map((shift) => `'2000-01-01 00:00:00+00'::timestamptz + ${shift}`),
  timestamp: moments.map((shift) => `'2000-01-01 00:00:00'::timestamp + ${shift}`),
  date: fc.integer({ min: -2_451_000, max: 2_145_000_000 }).map((days) => `'2000-01-01'::date + ${days}`),
  time: timeOfDay,
  timetz: fc
    .tuple(timeOfDay, fc.integer({ min: -57_599, max: 57_599 }))
    .map(([time, zone]) => `(${time})::timetz at time zone (${zone} * interval '1 second')`),
  interval: fc
    .tuple(fc.integer(), fc.integer(), fc.maxSafeInteger())
    .map(
      ([months, days, micros]) =>
        `${months} * interval '1 month' + ${days} * interval '1 day' + ${micros} * interval '1 microsecond'`,
    ),
  jsonb: quoted(json),
  json: quoted(json),
  inet: quoted(fc.oneof(fc.ipV4(), fc.ipV6())),
  "bit(3)": matching(/^[01]{3}$/),
  "bit varying": matching(/^[01]{0,80}$/),
  pg_lsn: matching(/^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/),
  xid8: quoted(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
  positive: quoted(fc.integer({ min: 1 })),
  price: fc.integer().map((cents) => `${cents} / 100.0`),
};

/** The element types of ranges, by the range's constructor. */
const spans: Readonly<Record<string, string>> = {
  int4range: "integer",
  int8range: "bigint",
  numrange: "numeric",
  daterange: "date",
  tstzrange: "timestamptz",
  tsrange: "timestamp",
  float_span: "double precision",
  text_span: "text",
  time_span: "time",
  inet_span: "inet",
  light_span: "traffic_light",
};
const discrete: readonly (string | undefined)[] = ["integer", "bigint", "date"];
const multiranges: Readonly<Record<string, string>> = {
  int4multirange: "int4range",
  nummultirange: "numrange",
  tstzmultirange: "tstzrange",
};
const rows: Readonly<Record<string, readonly string[]>> = {
  address: ["text", "text", "smallint", "bigint[]"],
  contact: ["text", "address[]", "address", "traffic_light", "real", "json", "bytea"],
  org_chart: ["text", "contact[]"],
  stay: ["integer", "daterange", "numrange[]", "int4multirange"],
};

/** Gives values of a type: those of its cases, and others where there are more. */
export function valuesOf(sql: string): Expressions {
  const known = cases.find((each) => each.sql === sql);
  const sources: Expressions[] = [fc.constantFrom(...(known?.values.map((each) => each.sql) ?? ["null"]))];
  const others = random[sql] ?? derived(sql);
  if (others) sources.push(others, others);
  return fc.oneof(...sources).map((expression) => `(${expression})::${sql}`);
}

function derived(sql: string): Expressions | undefined {
  const [element, rest] = sql.split("[]");
  if (element !== undefined && rest === "") {
    return fc.array(orNull(valuesOf(element)), { maxLength: 4 }).map((items) => `array[${items}]`);
  }
  const end = spans[sql];
  if (end !== undefined) {
    // Of whole numbers and days the others would be normalised to these, where there is a next one.
    const brackets = discrete.includes(end) ? ["[)"] : ["[]", "[)", "(]", "()"];
    const ends = fc.tuple(orNull(valuesOf(end)), orNull(valuesOf(end)), fc.constantFrom(...brackets));
    // `least` and `greatest` leave out nulls.
    return ends.map(([one, other, inclusion]) => {
      const bounds =
        one === "null" || other === "null" ? `${one}, ${other}` : `least(${one}, ${other}), greatest(${one}, ${other})`;
      return `${sql}(${bounds}, '${inclusion}')`;
    });
  }
  const range = multiranges[sql];
  if (range !== undefined) return fc.array(valuesOf(range), { maxLength: 3 }).map((items) => `${sql}(${items})`);
  const attributes = rows[sql];
  return attributes && fc.tuple(...attributes.map((each) => orNull(valuesOf(each)))).map((items) => `row(${items})`);
}

export function orNull(values: Expressions): Expressions {
  return fc.option(values, { nil: "null", freq: 5 });
}

/** The types that random tables are made of; `row_to_json` prints `hstore` by a cast of its own. */
export const randomTypes: readonly TypeCase[] = cases.filter(({ sql }) => !sql.startsWith("hstore"));
