import { appendFileSync } from "node:fs";
import { join } from "node:path";

/** What one run of one fault showed. Times are milliseconds. */
export interface FaultRecord {
  readonly row: string;
  /** The codes that clients got, each once. */
  readonly codes: readonly string[];
  /** From the end of the fault to the first answer. */
  readonly recoveries: readonly number[];
  /** 99th percentiles of the other database's requests: before the fault, and from then on. */
  readonly bystander: { readonly before: number; readonly during: number } | undefined;
}

/** Tests of one process run one after the other. */
let codes = new Set<string>();
let recoveries: number[] = [];
let bystander: FaultRecord["bystander"];

export function beginRecord(): void {
  codes = new Set();
  recoveries = [];
  bystander = undefined;
}

export function recordCode(code: string): void {
  codes.add(code);
}

export function recordRecovery(ms: number): void {
  recoveries.push(ms);
}

export function recordBystander(before: readonly number[], during: readonly number[]): void {
  bystander = { before: slowest(before), during: slowest(during) };
}

export function recordedCodes(): readonly string[] {
  return [...codes];
}

/** Written where `FAULTS_RECORD` names a folder; see `scripts/measure-faults.ts`. */
export function writeRecord(row: string): void {
  const folder = process.env.FAULTS_RECORD;
  if (folder === undefined) return;
  const record: FaultRecord = { row, codes: [...codes], recoveries, bystander };
  appendFileSync(join(folder, `${row}.jsonl`), `${JSON.stringify(record)}\n`);
}

function slowest(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? 0;
}
