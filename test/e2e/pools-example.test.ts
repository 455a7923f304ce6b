import { expect, onTestFinished, test } from "vitest";
import { runCommand } from "../support/command.ts";

test("the example of pools does what it shows", async () => {
  const running = runCommand("examples/pools/main.ts", []);
  onTestFinished(() => void running.child.kill("SIGKILL"));
  expect(await running.ended).toBe(0);
  // How often Postgres asks for another attempt is its own affair.
  const shown = running
    .output()
    .replace(/took \d+ attempts/, "took … attempts")
    .replace(/rolledBack: \d+/, "…");
  expect(shown).toBe(`open          2 connections wait for work
value         42
borrow        2 accounts
clean         4MB of work_mem, as ever
committed     30
committed     30
transactions  2 transfers took … attempts
savepoint     CHECK_VIOLATION
balances      1: 40, 2: 60, 3: 10
on shop       [{"balance":60}]
on ledger     SCHEMA_CHANGED
stats         { total: 2, inUse: 0, max: 4, committed: 3, … }
invariants    { connections: true, leases: true }
events        ledger Closed, ledger Connected, ledger Removed, shop Closed, shop Connected, shop Removed
closed        shop closed, ledger closed
`);
});
