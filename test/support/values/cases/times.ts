import { type TypeCase, value } from "../type-case.ts";

const same = (text: string) => value(`'${text}'`, JSON.stringify(text));

export const timeCases: readonly TypeCase[] = [
  {
    sql: "timestamptz",
    graphql: "DateTime",
    filter: "order",
    values: [
      value("'2024-01-01 01:00:00+01'", '"2024-01-01T00:00:00+00:00"', '"2024-01-01T00:00:00Z"'),
      value("'2024-02-29 12:34:56.789012 UTC'", '"2024-02-29T12:34:56.789012+00:00"'),
      value("'infinity'", '"infinity"'),
      value("'-infinity'", '"-infinity"'),
      value("'0044-03-15 12:00:00+00 BC'", '"0044-03-15T12:00:00+00:00 BC"'),
      value("'4714-11-24 00:00:00+00 BC'", '"4714-11-24T00:00:00+00:00 BC"'),
      value("'20000-01-01 00:00:00+00'", '"20000-01-01T00:00:00+00:00"'),
      value("'294276-12-31 23:59:59.999999+00'", '"294276-12-31T23:59:59.999999+00:00"'),
    ],
    note: "Always in UTC, with up to microseconds. Years before the first end in ` BC`.",
  },
  {
    sql: "timestamp",
    graphql: "DateTime",
    filter: "order",
    values: [
      value("'2024-01-01 12:00:00'", '"2024-01-01T12:00:00"'),
      value("'2024-12-31 23:59:59.999999'", '"2024-12-31T23:59:59.999999"'),
      value("'infinity'", '"infinity"'),
      value("'0044-03-15 12:00:00 BC'", '"0044-03-15T12:00:00 BC"'),
      value("'294276-12-31 23:59:59.999999'", '"294276-12-31T23:59:59.999999"'),
    ],
    note: "Without an offset, because it has none.",
  },
  {
    sql: "date",
    graphql: "Date",
    filter: "order",
    values: [
      same("2024-02-29"),
      same("infinity"),
      same("-infinity"),
      same("0044-03-15 BC"),
      same("4714-11-24 BC"),
      same("20000-01-01"),
      same("5874897-12-31"),
    ],
  },
  {
    sql: "time",
    graphql: "Time",
    filter: "order",
    values: [same("12:30:00"), same("00:00:00"), same("24:00:00"), same("23:59:59.999999")],
  },
  {
    sql: "timetz",
    graphql: "Time",
    filter: "order",
    values: [same("12:30:00+05:30"), same("24:00:00+00"), same("23:59:59.999999-15:59"), same("12:00:00+05:30:15")],
  },
  {
    sql: "interval",
    graphql: "Interval",
    filter: "order",
    values: [
      value("'1 day 2 hours'", '"P1DT2H"'),
      value("'0'", '"PT0S"'),
      value("'1 year 2 mons 3 days 04:05:06.789'", '"P1Y2M3DT4H5M6.789S"'),
      value("'-1 year -2 mons +3 days -04:05:06.5'", '"P-1Y-2M3DT-4H-5M-6.5S"'),
      value("'-0.000001 s'", '"PT-0.000001S"'),
      value("'178000000 years'", '"P178000000Y"'),
      value("'infinity'", '"infinity"'),
      value("'-infinity'", '"-infinity"'),
    ],
    note: "ISO 8601. A month is compared as 30 days and a day as 24 hours, as Postgres does.",
  },
];
