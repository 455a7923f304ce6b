import type { FaultRow } from "../support/faults/row.ts";
import { code, printTable } from "./document.ts";

/** The faults of one group. */
export function faultsTable(rows: Readonly<Record<string, FaultRow>>): string {
  const lines = Object.entries(rows).map(([name, { fault, codes, outcome }]) => [
    name,
    fault,
    codes.length === 0 ? "nothing" : codes.map(code).join(", "),
    outcome,
  ]);
  return printTable(["row", "fault", "clients may get", "what becomes of it"], lines);
}
