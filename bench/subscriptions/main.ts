import { fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { fill } from "../fill.ts";
import { runSql, withPostgres } from "../postgres.ts";
import { type Measured, printMeasured } from "./report.ts";

// What dashboards cost: npm run bench:subscriptions writes it to docs/performance.md, of ten minutes or of those that
// `-- --seconds 60` says; with `-- --quick` it is short, and only shown. The gateway has a process of its own, so that what its clients cost is not counted.

const { values: given } = parseArgs({ options: { quick: { type: "boolean" }, seconds: { type: "string" } } });
const isQuick = given.quick === true;
const subscribers = 2_000;
const seconds = isQuick ? 10 : Number(given.seconds ?? 600);
await withPostgres(async (url) => {
  await runSql(url, "create table notes (id int primary key)");
  const measured: Measured[] = [];
  for (const sampling of ["shared", "own"] as const) {
    // The comparison shows its difference in a minute.
    measured.push(await measure(url, sampling, sampling === "shared" ? seconds : Math.min(seconds, 60)));
  }
  const where = `Node.js ${process.version}, ${availableParallelism()} cores, on the loopback.`;
  const printed = `${where}\n\n${printMeasured(measured, subscribers)}`;
  console.log(printed);
  if (!isQuick) await fill("subscriptions", printed);
});

/** Runs a gateway and its clients, each in a process of its own. */
async function measure(url: string, sampling: Measured["sampling"], length: number): Promise<Measured> {
  const gateway = run("gateway.ts", [url, sampling]);
  const address = await said(gateway, "url");
  const clients = run("clients.ts", [address, String(subscribers)]);
  await said(clients, "ready");
  gateway.send("begin");
  clients.send("begin");
  await new Promise((resolve) => setTimeout(resolve, length * 1_000));
  clients.send("end");
  const delivered: Pick<Measured, "values" | "fewest" | "most"> = JSON.parse(await said(clients, "delivered"));
  gateway.send("end");
  const cost: Pick<Measured, "cpu" | "heap"> = JSON.parse(await said(gateway, "cost"));
  for (const child of [clients, gateway]) {
    child.disconnect();
    await once(child, "exit");
  }
  return { sampling, seconds: length, ...delivered, ...cost };
}

function run(file: string, given: readonly string[]) {
  const path = new URL(file, import.meta.url);
  return fork(path, given, { execArgv: [...process.execArgv, "--expose-gc"] });
}

/** What a process says under a name. */
function said(child: ReturnType<typeof run>, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`A process ended with ${code}.`)));
    const listen = (message: unknown) => {
      const text: unknown = Reflect.get(Object(message), name);
      if (typeof text !== "string") return;
      child.off("message", listen);
      resolve(text);
    };
    child.on("message", listen);
  });
}
