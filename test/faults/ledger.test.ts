import { expect, onTestFinished, test } from "vitest";
import { SluiceError } from "../../src/lib/index.ts";
import { createPool } from "../integration/pools/support.ts";
import { lendDatabase, type TestDatabase } from "../support/databases.ts";
import { type Ledger, openLedger } from "../support/faults/index.ts";

async function open(): Promise<{ database: TestDatabase; ledger: Ledger }> {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  return { database, ledger: await openLedger(database.url, 3) };
}

const insert = (id: string, amount = 5) => `insert into transfers values ('${id}', 1, 2, ${amount})`;
const move = (amount = 5) =>
  `update accounts set balance = balance + case id when 1 then -${amount} else ${amount} end where id < 3`;

test("what was moved by transactions is right, whatever each came to", async () => {
  const { database, ledger } = await open();
  const pool = createPool(database.url, { size: 4, overflow: 0, acquireTimeout: 60_000 });
  const outcomes = await Promise.all([
    ...Array.from({ length: 39 }, () => ledger.transfer(pool)),
    // So much that the others, which are of chance, cannot make up for it.
    ledger.transfer(pool, { from: 1, to: 2, amount: 1_000 }),
    ...Array.from({ length: 10 }, () =>
      ledger.transfer(pool, { beforeCommit: () => Promise.reject(new Error("changed my mind")) }),
    ),
    ledger.transfer(pool, {
      from: 1,
      to: 1_000_000,
      amount: 7,
      between: (each) => each.command({ text: "select 1/0" }),
    }),
  ]);
  expect(outcomes.filter(({ ending }) => ending === "failed")).toHaveLength(11);
  expect(await ledger.check()).toEqual({ acknowledged: 40, failed: 11, unknown: [] });
  const [row] = await database.query("select count(distinct balance)::int as different from accounts");
  expect(row?.different).toBeGreaterThan(1);
});

test("what nobody knew is listed with what became of it", async () => {
  const { database, ledger } = await open();
  const unknown = new SluiceError("COMMIT_OUTCOME_UNKNOWN", "Lost.");
  const kept = await ledger.attempt(async (id) => {
    await database.query(`begin; ${move()}; ${insert(id)}; commit`);
    throw unknown;
  });
  const undone = await ledger.attempt(() => Promise.reject(unknown));
  expect([kept.ending, undone.ending]).toEqual(["unknown", "unknown"]);
  expect((await ledger.check()).unknown).toEqual([
    { id: kept.id, became: "committed" },
    { id: undone.id, became: "rolled back" },
  ]);
});

test("what another process was told counts, and its last word", async () => {
  const { database, ledger } = await open();
  await database.query(`begin; ${move()}; ${insert("theirs")}; commit`);
  ledger.note("theirs", "unknown");
  ledger.note("theirs", "acknowledged");
  ledger.note("lost", "failed");
  expect(await ledger.check()).toEqual({ acknowledged: 1, failed: 1, unknown: [] });
});

const faulty: readonly (readonly [string, (id: string) => string, "resolves" | "rejects", RegExp])[] = [
  [
    "money that comes from nowhere",
    () => "update accounts set balance = balance + 1 where id = 3",
    "rejects",
    /hold 3001/,
  ],
  [
    "one half of a transfer",
    (id) => `update accounts set balance = balance - 5 where id = 1; ${insert(id)}`,
    "resolves",
    /hold 2995/,
  ],
  ["a transfer without a word of it", () => move(), "rejects", /account 1 has 995 instead of 1000/],
  ["a word without a transfer", (id) => insert(id), "resolves", /account 2 has 1000 instead of 1005/],
  [
    "a transfer that was done twice",
    (id) => `${move()}; ${move()}; ${insert(id)}`,
    "resolves",
    /account 1 has 990 instead of 995/,
  ],
  ["an acknowledged transfer that is not there", () => "select 1", "resolves", /acknowledged, and not there: .* \(1\)/],
  ["a failed transfer that is there", (id) => `${move()}; ${insert(id)}`, "rejects", /failed, and there: .* \(1\)/],
  [
    "a transfer of nobody",
    () => `${move()}; ${insert("ghost")}`,
    "rejects",
    /asked for by nobody, and there: ghost \(1\)/,
  ],
  ["no account left", () => "delete from accounts", "rejects", /hold 0/],
];

test.each(faulty)("%s is found", async (_, sql, ending, complaint) => {
  const { database, ledger } = await open();
  await ledger.attempt(async (id) => {
    await database.query(sql(id));
    if (ending === "rejects") throw new Error("no");
  });
  await expect(ledger.check()).rejects.toThrow(complaint);
});

test("a transfer that never ends is found", async () => {
  const { ledger } = await open();
  const end = Promise.withResolvers<void>();
  const attempt = ledger.attempt(() => end.promise);
  await expect(ledger.check()).rejects.toThrow(/still under way: .* \(1\)/);
  end.reject(new Error("no"));
  expect(await attempt).toMatchObject({ ending: "failed", error: new Error("no") });
  expect(await ledger.check()).toMatchObject({ failed: 1 });
});

test("a transaction that is cut in two is found", async () => {
  const { database, ledger } = await open();
  const pool = createPool(database.url);
  await ledger.transfer(pool, { from: 1, to: 2, between: (each) => each.command({ text: "commit" }) });
  await ledger.transfer(pool, {
    from: 1,
    to: 3,
    between: async (transaction) => {
      await transaction.command({ text: "commit" });
      throw new Error("no");
    },
  });
  await expect(ledger.check()).rejects.toThrow(/account 1 has/);
});
