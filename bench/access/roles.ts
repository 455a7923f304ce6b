import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startDemo } from "../../examples/demo/demo.ts";
import { located } from "../../examples/demo/located.ts";
import demoConfig from "../../examples/demo/sluice.config.ts";
import { type RoleConfig, resolveConfig } from "../../src/config/index.ts";
import { openGateway } from "../../src/gateway/index.ts";
import { fill } from "../fill.ts";
import { median } from "../pool/rounds.ts";

// What a hundred roles cost: npm run bench:roles writes it to docs/performance.md.

const tables = {
  shop: ["customers", "categories", "products", "orders", "order_items", "reviews"],
  billing: ["accounts", "invoices", "payments"],
  support: ["agents", "tickets", "messages"],
};
const rounds = 3;

/** No two of them may do the same. */
function rolesOf(count: number, names: Partial<typeof tables>): Record<string, RoleConfig> {
  const rights = (limit: number): RoleConfig => ({
    databases: Object.fromEntries(
      Object.entries(names).map(([database, each]) => [
        database,
        {
          tables: Object.fromEntries(
            each.map((table) => [
              table,
              {
                select: { columns: "*" as const, limit },
                insert: { columns: "*" as const },
                update: { columns: "*" as const },
                delete: {},
              },
            ]),
          ),
        },
      ]),
    ),
  });
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`role ${index}`, rights(index + 1)]));
}

const cases = [
  { name: "none", roles: {} },
  { name: "100 that see one table", roles: rolesOf(100, { support: ["agents"] }) },
  { name: "10 that see all tables", roles: rolesOf(10, tables) },
  { name: "100 that see all tables", roles: rolesOf(100, tables) },
  { name: "100 that may do the same", roles: same(100) },
];

function same(count: number): Record<string, RoleConfig> {
  const [first = {}] = Object.values(rolesOf(1, tables));
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`role ${index}`, first]));
}

/** What one gateway takes, in a process of its own: what others left behind would be counted, too. */
async function measure(name: string, urls: Record<string, string>): Promise<Measured> {
  const { gc } = globalThis;
  if (!gc) throw new Error("Run this with --expose-gc.");
  const heap = () => {
    for (let time = 0; time < 3; time += 1) gc();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const roles = cases.find((each) => each.name === name)?.roles ?? {};
  const config = located(demoConfig, (database) => ({ url: urls[database] ?? "" }));
  const settings = resolveConfig(
    { ...config, roles, auth: { adminSecret: "the secret of the bench" } },
    { strictNames: true },
  );
  const before = heap();
  const start = performance.now();
  const gateway = await openGateway(settings);
  const ms = performance.now() - start;
  const mb = heap() - before;
  await gateway.stop();
  return { ms, mb };
}

interface Measured {
  readonly ms: number;
  readonly mb: number;
}

const execute = promisify(execFile);
const self = fileURLToPath(import.meta.url);

async function compare(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "sluice-bench-"));
  const demo = await startDemo({ directory, say: console.log, signal: new AbortController().signal });
  const measured = new Map(cases.map(({ name }) => [name, [] as Measured[]]));
  try {
    const urls = Object.entries(demo.config.databases ?? {}).map(([name, database]) => [
      name,
      typeof database === "object" ? database.url : database,
    ]);
    for (let round = 0; round < rounds; round += 1) {
      for (const { name } of cases) {
        const given = [...process.execArgv, self, name, JSON.stringify(Object.fromEntries(urls))];
        const { stdout } = await execute(process.execPath, given);
        measured.get(name)?.push(JSON.parse(stdout));
      }
    }
  } finally {
    await demo.stop();
    await rm(directory, { recursive: true });
  }
  const rows = cases.map(({ name }) => {
    const all = measured.get(name) ?? [];
    const ms = median(all.map((each) => each.ms));
    const mb = median(all.map((each) => each.mb));
    return `| ${name} | ${Math.round(ms)} ms | ${mb.toFixed(1)} MB |`;
  });
  return `Node.js ${process.version}, ${availableParallelism()} cores. The demo, from nothing to a gateway that is ready, and what that adds to the heap after a garbage
collection. Medians of ${rounds} processes.

| roles | start | heap |
| --- | --- | --- |
${rows.join("\n")}`;
}

const [name, urls] = process.argv.slice(2);
if (name !== undefined && urls !== undefined) {
  console.log(JSON.stringify(await measure(name, JSON.parse(urls))));
} else {
  const printed = await compare();
  console.log(printed);
  await fill("roles", printed);
}
