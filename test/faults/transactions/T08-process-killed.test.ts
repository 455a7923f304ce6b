import { expect, onTestFinished } from "vitest";
import { runCommand } from "../../support/command.ts";
import { lendDatabase } from "../../support/databases.ts";
import { type Ending, fault, openLedger, openScene } from "../../support/faults/index.ts";

const program = "test/support/faults/transfer-program.ts";
/** How many are killed at a time, how often, and after how many transfers. */
const together = 3;
const rounds = 2;
const transfers = 20;
/** There are two more for each process, which a transaction holds that does not end. */
const accounts = 8;
const within = { timeout: 20_000 };

fault(
  "T8",
  async () => {
    const database = await lendDatabase();
    onTestFinished(() => database.dispose());
    const ledger = await openLedger(database.url, accounts + 2 * together);
    const { pool, ...scene } = await openScene({
      url: database.url,
      pool: { size: 2, overflow: 2, acquireTimeout: 60_000, lockTimeout: 0 },
    });
    expect(await scene.ask()).toBe("ok");

    /** Runs until it has done so much, and is killed where it stands. */
    const runAndKill = async (round: number, index: number) => {
      const name = `killed-${round}-${index}`;
      const held = accounts + 1 + 2 * index;
      const command = runCommand(program, [database.url, String(accounts), name, String(held)]);
      onTestFinished(() => void command.child.kill("SIGKILL"));
      await command.waitFor(new RegExp(`(?:^acknowledged [^]*?){${transfers}}`, "m"));
      const sleeping = "select 1 from pg_stat_activity where application_name = $1 and wait_event = 'PgSleep'";
      await expect.poll(() => scene.query(sleeping, [name]), within).toHaveLength(1);
      command.child.kill("SIGKILL");
      expect(await command.ended).toBe("SIGKILL");
      // The last line may have been cut.
      const lines = command.output().split("\n").slice(0, -1);
      expect(lines.filter((line) => !/^(?:begins|acknowledged) /.test(line))).toEqual([]);
      for (const line of lines) {
        const [what, id = ""] = line.split(" ");
        const ending: Ending = what === "acknowledged" ? what : "unknown";
        ledger.note(id, ending);
      }
      // Their sessions end, and with them what they held.
      const sessions = "select pid, state from pg_stat_activity where application_name = $1";
      await expect.poll(() => scene.query(sessions, [name]), within).toEqual([]);
      expect(await ledger.transfer(pool, { from: held, to: held + 1 })).toMatchObject({ ending: "acknowledged" });
    };

    for (let round = 0; round < rounds; round += 1) {
      const killed = Array.from({ length: together }, (_, index) => runAndKill(round, index));
      // Beside them, somebody who is not killed.
      const own = Array.from({ length: 20 }, () => ledger.transfer(pool, { from: 1, to: 2 }));
      expect(await scene.ask()).toBe("ok");
      expect((await Promise.all(own)).map(({ ending }) => ending)).toEqual(own.map(() => "acknowledged"));
      await Promise.all(killed);
    }
    const { acknowledged, failed, unknown } = await ledger.check();
    expect(failed).toBe(0);
    expect(acknowledged).toBeGreaterThanOrEqual(rounds * (together * (transfers + 1) + 20));
    // Four were under way in each.
    expect(unknown.length).toBeLessThanOrEqual(rounds * together * 4);
  },
  180_000,
);
