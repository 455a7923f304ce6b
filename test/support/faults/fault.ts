import { expect, onTestFinished, test } from "vitest";
import { type Row, rows } from "../../faults/rows.ts";
import { expectProcessAsBefore, holdingsOfProcess } from "./invariants.ts";
import { beginRecord, recordedCodes, writeRecord } from "./record.ts";
import type { FaultRow } from "./row.ts";
import { reasonToSkip } from "./skipped.ts";

/**
 * A test of one row of `docs/faults.md`: makes the fault, and sees what the row says. No client may get a code that the row
 * does not name, and this process must not keep anything.
 */
export function fault(row: Row, run: () => Promise<void>, timeout = 60_000): void {
  const { fault: what, codes, needs }: FaultRow = rows[row];
  const reason = reasonToSkip(needs);
  const name = `${row} ${what}${reason ? ` (skipped: ${reason})` : ""}`;
  test.skipIf(reason !== undefined)(
    name,
    async () => {
      const before = holdingsOfProcess();
      // Registered first, so it is called last.
      onTestFinished(async () => {
        await expectProcessAsBefore(before);
        writeRecord(row);
      });
      beginRecord();
      await run();
      const unnamed = recordedCodes().filter((code) => !codes.some((named) => named === code));
      expect(unnamed, "codes that clients got, and the row does not name").toEqual([]);
    },
    timeout,
  );
}
