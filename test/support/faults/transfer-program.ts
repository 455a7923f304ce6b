// A gateway whose program moves money until it is killed, and says what it knows of each transfer, one line each.
// node transfer-program.ts URL ACCOUNTS NAME: `ready URL`, `begins ID`, `acknowledged ID`, `failed ID CODE`, `stuck`

import { randomUUID } from "node:crypto";
import { writeSync } from "node:fs";
import { createGateway } from "../../../src/gateway/index.ts";
import { SluiceError } from "../../../src/lib/index.ts";
import { anyTransfer, transferMoney } from "./transfer.ts";

const [url = "", accounts = "", name = ""] = process.argv.slice(2);
const gateway = await createGateway({
  databases: { shop: { url, pool: { size: 4, overflow: 2, statementTimeout: 0, applicationName: name } } },
  server: { port: 0 },
});
const pool = gateway.pools.get("shop");
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
const { url: address } = await gateway.start();
// One transaction whose statement would run for ever, with a lock.
const stuck = transferMoney(
  pool,
  { id: `${name}-stuck`, from: Number(accounts) + 1, to: Number(accounts) + 2, amount: 1 },
  { beforeCommit: (transaction) => transaction.value({ text: "select pg_sleep(600)", effects: "none" }) },
);
say("ready", address);
await Promise.all([stuck, transferAll(), transferAll(), transferAll(), transferAll()]);
