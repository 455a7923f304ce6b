import { availableParallelism } from "node:os";
import { fill } from "../fill.ts";
import { ask, withPostgres } from "../postgres.ts";
import { benchConnect } from "./connect.ts";
import { benchLend } from "./lend.ts";
import { benchLends } from "./lends.ts";
import { printSections } from "./report.ts";
import { benchWaiting } from "./waiting.ts";

// What a pool costs: npm run bench:pool writes it to docs/performance.md; with `-- --quick` it is short, and only shown.

const isQuick = process.argv.includes("--quick");
const rounds = isQuick ? 3 : 21;
await withPostgres(async (url) => {
  const server = await ask<{ version: string }>(url, "select split_part(version(), ' on ', 1) as version");
  const sections = [
    ...(await benchLend(url, rounds)),
    await benchConnect(url, rounds),
    await benchWaiting(url),
    await benchLends(url, isQuick ? 100_000 : 1_000_000),
  ];
  const where = `Node.js ${process.version}, ${server?.version}, ${availableParallelism()} cores, on the loopback.`;
  const printed = `${where}\n\n${printSections(sections)}`;
  console.log(printed);
  if (!isQuick) await fill("pool", printed);
});
