import { expect, onTestFinished } from "vitest";
import { runCommand } from "../../support/command.ts";
import { createDatabase } from "../../support/databases.ts";
import { type Ending, fault, openLedger, openScene } from "../../support/faults/index.ts";

const program = "test/support/faults/transfer-program.ts";
/** How many are killed at a time, how often, and after how many transfers. */
const together = 4;
const rounds = 2;
const transfers = 20;
/** The last ones are left to the transactions that get stuck. */
const accounts = 8;

fault("T8", async () => {
  const database = await createDatabase();
  onTestFinished(() => database.dispose());
  const ledger = await openLedger(database.url, accounts + 2);
  const { pool, ...scene } = await openScene({ url: database.url, pool: { size: 2, overflow: 2 } });
  expect(await scene.ask()).toBe("ok");

  /** Runs until it has done so much, and is killed where it stands. */
  const runAndKill = async (name: string) => {
    const command = runCommand(program, [database.url, String(accounts), name]);
    onTestFinished(() => void command.child.kill("SIGKILL"));
    await command.waitFor(new RegExp(`(?:^acknowledged [^]*?){${transfers}}`, "m"));
    command.child.kill("SIGKILL");
    expect(await command.ended).toBe("SIGKILL");
    const said = command.output().split("\n").slice(0, -1);
    for (const line of said) {
      const [what = "", id = ""] = line.split(" ");
      if (what === "begins") ledger.note(id, "unknown");
      if (isEnding(what)) ledger.note(id, what);
    }
    expect(said.filter((line) => line.startsWith("failed"))).toEqual([]);
    // Their sessions end, and with them what they held.
    const sessions = "select pid, state from pg_stat_activity where application_name = $1";
    await expect.poll(() => scene.query(sessions, [name]), { timeout: 20_000 }).toEqual([]);
  };

  for (let round = 0; round < rounds; round += 1) {
    const killed = Array.from({ length: together }, (_, index) => runAndKill(`killed-${round}-${index}`));
    // Beside them, somebody who is not killed.
    const own = Array.from({ length: 20 }, () => ledger.transfer(pool, { from: 1, to: 2 }));
    expect(await scene.ask()).toBe("ok");
    expect((await Promise.all(own)).map(({ ending }) => ending)).toEqual(own.map(() => "acknowledged"));
    await Promise.all(killed);
  }
  // None of the stuck ones was kept, and the accounts that they held are free.
  expect(await ledger.transfer(pool, { from: accounts + 1, to: accounts + 2 })).toMatchObject({
    ending: "acknowledged",
  });
  const { acknowledged, failed, unknown } = await ledger.check();
  expect(failed).toBe(0);
  expect(acknowledged).toBeGreaterThanOrEqual(rounds * (together * transfers + 20));
  // Four were under way in each.
  expect(unknown.length).toBeLessThanOrEqual(rounds * together * 4);
});

function isEnding(what: string): what is Ending {
  return what === "acknowledged" || what === "failed";
}
