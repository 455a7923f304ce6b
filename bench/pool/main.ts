import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { startPostgres } from "../../examples/demo/postgres/index.ts";
import { fill } from "../fill.ts";
import { benchConnect } from "./connect.ts";
import { benchLend } from "./lend.ts";
import { benchLends } from "./lends.ts";
import { printSections } from "./report.ts";
import { benchWaiting } from "./waiting.ts";

// What a pool costs: npm run bench:pool writes it to docs/performance.md; with `-- --quick` it is short, and only shown.

const isQuick = process.argv.includes("--quick");
const rounds = isQuick ? 3 : 21;
const directory = await mkdtemp(join(tmpdir(), "sluice-bench-"));
const server = await startPostgres({ directory });
try {
  const url = server.url("postgres");
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ version: string }>("select split_part(version(), ' on ', 1) as version");
  await client.end();
  const sections = [
    ...(await benchLend(url, rounds)),
    await benchConnect(url, rounds),
    await benchWaiting(url),
    await benchLends(url, isQuick ? 100_000 : 1_000_000),
  ];
  const where = `Node.js ${process.version}, ${rows[0]?.version}, ${availableParallelism()} cores, on the loopback.`;
  const printed = `${where}\n\n${printSections(sections)}`;
  console.log(printed);
  if (!isQuick) await fill("pool", printed);
} finally {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}
