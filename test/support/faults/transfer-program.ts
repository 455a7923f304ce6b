// Moves money until it is killed, and says what it knows of each transfer, one line each.
// node transfer-program.ts URL ACCOUNTS NAME HELD: `begins ID`, `acknowledged ID`, `failed ID CODE`. One more transaction
// moves money from account HELD to the next one, and never comes to its commit.

import { randomUUID } from "node:crypto";
import { writeSync } from "node:fs";
import { SluiceError } from "../../../src/lib/index.ts";
import { createPools } from "../../../src/pools/index.ts";
import { anyTransfer, transferMoney } from "./transfer.ts";

const [url = "", accounts = "", name = "", held = ""] = process.argv.slice(2);
/** Nothing ends by its time. */
const patience = { acquireTimeout: 600_000, queryTimeout: 600_000, statementTimeout: 0, lockTimeout: 0 };
const settings = { size: 4, overflow: 2, applicationName: name, ...patience };
const pool = createPools([{ name: "shop", connection: { url }, settings }]).get("shop");
// Not by `process.stdout`, which keeps what a slow reader has no room for, and what is kept dies with the process.
const say = (...words: string[]) => writeSync(1, `${words.join(" ")}\n`);

const transferAll = async () => {
  for (;;) {
    const id = randomUUID();
    say("begins", id);
    try {
      await transferMoney(pool, { id, ...anyTransfer(Number(accounts)) });
      say("acknowledged", id);
    } catch (error) {
      say("failed", id, error instanceof SluiceError ? error.code : String(error));
    }
  }
};
const stuck = transferMoney(
  pool,
  { id: `${name}-stuck`, from: Number(held), to: Number(held) + 1, amount: 1 },
  { beforeCommit: (transaction) => transaction.value({ text: "select pg_sleep(600)", effects: "none" }) },
);
await Promise.all([stuck, transferAll(), transferAll(), transferAll(), transferAll()]);
