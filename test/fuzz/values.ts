import type { Random } from "./random.ts";

/** Values that each scalar takes, usual and odd ones: what Postgres makes of them is its own word. */
const scalars: Readonly<Record<string, readonly unknown[]>> = {
  Boolean: [true, false],
  Int: [0, 1, -1, 2, 7, 100, 32_768, 2_147_483_647, -2_147_483_648],
  Float: [0, 1.5, -2.25, 1e308, 5e-324, 3],
  BigInt: ["0", "1", "-1", "42", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "0012"],
  Decimal: ["0", "1.50", "-0.001", "1e10", "NaN", "Infinity", "-Infinity", "99999999999999999999.99", ".5"],
  DateTime: ["2025-03-01T12:00:00Z", "infinity", "2024-02-30T00:00:00Z", "0001-01-01 BC", "294276-12-31T23:59:59Z"],
  Date: ["2025-03-01", "-infinity", "2023-02-29", "5874897-12-31"],
  Time: ["12:30:00", "24:00:00", "12:30:00.123456", "25:00:00", "12:30:00+05:30"],
  Interval: ["P1DT2H", "PT0S", "-P1Y", "P999999999Y", "infinity"],
  UUID: ["0190b3a4-6a2e-7cc1-9b5c-3f2f6f0b9a11", "00000000-0000-0000-0000-000000000000"],
  Bytes: ["", "3q2+7w==", "AA=="],
  // The last of these leads to an account whose number is none.
  ID: [
    ...["", "1", "U2hvcE9yZGVyOjE", "e30"],
    ...["WyJTaG9wT3JkZXIiLCI1Il0", "WyJTaG9wQ3VzdG9tZXIiLCIzIl0", "WyJTdXBwb3J0VGlja2V0IiwiMSJd"],
    ...["WyJTaG9wT3JkZXJJdGVtIiwiNSIsIjEiXQ", "WyJCaWxsaW5nQWNjb3VudCIsIngiXQ"],
  ],
  JSON: [null, true, 0, 1.5, "text", [], [1, "a", null], {}, { a: { b: [1, 2] } }, { "": 0 }],
  String: [
    "",
    "a",
    "Ada",
    "%",
    "_",
    "\\",
    "a%b_c\\",
    "[",
    "(a*)*b",
    "*",
    "{1,2",
    "'; drop table orders; --",
    '"',
    "$1",
    "ä😀",
    "english",
    "a & b | !c",
    "10.0.0.0/8",
    "a.b.c",
    "*.b{1,2}",
    '"a"=>"b"',
    "(1,2)",
    "{}",
    "[1,5)",
    "2025-03-01",
  ],
};

/** Names of arguments that are numbers of rows: large ones would only measure the machine. */
const counts: ReadonlySet<string> = new Set(["limit", "first", "last", "offset"]);

/** A value of a scalar, for an argument or a field of an input of this name. */
export function randomScalar(scalar: string, name: string, random: Random): unknown {
  if (scalar === "Int" && counts.has(name)) return random.pick([0, 1, 2, 3, 5, 10]);
  // Whoever pages has a cursor, but not this one.
  return random.pick(scalars[scalar] ?? scalars.String ?? []);
}
