import type { Measured } from "../support/faults/measured.ts";
import type { FaultRow } from "../support/faults/row.ts";
import { code, printTable } from "./document.ts";

/** The faults of one group, with how long recovery took. */
export function faultsTable(rows: Readonly<Record<string, FaultRow>>, measured: Measured): string {
  const lines = Object.entries(rows).map(([name, { fault, codes, outcome }]) => {
    const { recovery, codes: seen = [] } = measured.rows[name] ?? {};
    const listed = codes.map((each) => (seen.includes(each) ? code(each) : `(${code(each)})`));
    return [
      name,
      fault,
      listed.length === 0 ? "nothing" : listed.join(", "),
      outcome,
      recovery ? seconds(recovery.median) : "",
      recovery ? seconds(recovery.worst) : "",
    ];
  });
  return printTable(["row", "fault", "clients may get", "what becomes of it", "back after", "at worst"], lines);
}

/** How all of it was measured, in a sentence. */
export function measuredSentence({ runs, bystander }: Measured): string {
  const times = (ratio: number) => ratio.toFixed(1);
  return `All rows were green ${runs} times in a row, six test files at a time beside two busy loops on two cores. The slowest requests of the database without a fault (99th percentile) took ${times(bystander.median)} times as long as before it, the median of all rows and runs, and ${times(bystander.worst)} times at worst.`;
}

const seconds = (ms: number): string => `${Number((ms / 1000).toPrecision(2))} s`;
