import { missing, type Need } from "../programs.ts";
import type { FaultRow } from "./row.ts";

/** Why a fault is not made on this machine; undefined where it is, or where `FAULTS_ALL=1` says that it must be. */
export function reasonToSkip(needs: readonly Need[] | undefined): string | undefined {
  return process.env.FAULTS_ALL === "1" ? undefined : missing(needs);
}

/** For whoever runs the tests: how many faults are not made, which, and why. */
export function describeSkipped(rows: Readonly<Record<string, FaultRow>>): string[] {
  const skipped = Object.entries(rows).flatMap(([row, { needs }]) => {
    const reason = reasonToSkip(needs);
    return reason === undefined ? [] : [{ row, reason }];
  });
  return [...Map.groupBy(skipped, ({ reason }) => reason)].map(
    ([reason, group]) => `${group.length} faults are skipped (${group.map(({ row }) => row).join(", ")}): ${reason}.`,
  );
}
