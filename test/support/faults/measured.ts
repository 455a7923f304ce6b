import type { FaultRecord } from "./record.ts";

/** What many runs of the faults showed. Times are milliseconds. */
export interface Measured {
  /** How often all tests ran, one run after the other. */
  readonly runs: number;
  readonly rows: Readonly<Record<string, MeasuredRow>>;
  /** How much slower the other database's slowest requests were: the ratio of their 99th percentiles. */
  readonly bystander: { readonly median: number; readonly worst: number };
}

export interface MeasuredRow {
  readonly runs: number;
  /** All codes that clients got. */
  readonly codes: readonly string[];
  /** Undefined where there is nothing to recover from. */
  readonly recovery?: { readonly median: number; readonly worst: number };
}

export function measuredOf(records: readonly FaultRecord[], runs: number): Measured {
  const groups = Map.groupBy(records, ({ row }) => row);
  const names = [...groups.keys()].toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const rows = names.map((name): [string, MeasuredRow] => {
    const group = groups.get(name) ?? [];
    const codes = [...new Set(group.flatMap((record) => record.codes))].toSorted();
    const recoveries = group.flatMap((record) => record.recoveries);
    return [name, { runs: group.length, codes, ...(recoveries.length > 0 && { recovery: summary(recoveries) }) }];
  });
  const ratios = records.flatMap(({ bystander }) => (bystander ? [bystander.during / bystander.before] : []));
  return { runs, rows: Object.fromEntries(rows), bystander: summary(ratios) };
}

function summary(values: readonly number[]): { median: number; worst: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => Number((sorted[index] ?? Number.NaN).toPrecision(2));
  return { median: at(Math.floor((sorted.length - 1) / 2)), worst: at(sorted.length - 1) };
}
