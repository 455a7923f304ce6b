// Runs the tests of all faults again and again on a loaded machine, and writes down what they saw:
//   npm run measure:faults                twenty times, into test/faults/measured.json, for docs/faults.md
//   npm run measure:faults -- 3 --print   three times, and only prints
// All runs have to be green: one that is not is printed, and the count starts anew.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Measured, measuredOf } from "../test/support/faults/measured.ts";
import type { FaultRecord } from "../test/support/faults/record.ts";

const wanted = 20;
const busyLoops = 2;
/** Test files at once, more than otherwise. */
const atOnce = 6;
const file = new URL("../test/faults/measured.json", import.meta.url);

const { positionals, values } = parseArgs({ allowPositionals: true, options: { print: { type: "boolean" } } });
const runs = Number(positionals[0] ?? wanted);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`${positionals[0]} is no number of runs.`);

const folder = await mkdtemp(join(tmpdir(), "sluice-faults-"));
const busy = Array.from({ length: busyLoops }, () => spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }));
try {
  let green = 0;
  while (green < runs) {
    const since = performance.now();
    const output = await runTests();
    const seconds = Math.round((performance.now() - since) / 1000);
    green = output === undefined ? green + 1 : 0;
    console.log(output ?? `${new Date().toISOString()} ${green} of ${runs}: green after ${seconds} s.`);
    if (output !== undefined) await rm(folder, { recursive: true }).then(() => mkdir(folder));
  }
  await report(measuredOf(await readRecords(), runs));
} finally {
  for (const child of busy) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
}

/** What the tests printed where they failed. */
async function runTests(): Promise<string | undefined> {
  const child: ChildProcess = spawn("vitest", ["run", "--project", "faults"], {
    env: { ...process.env, FAULTS_RECORD: folder, FAULTS_AT_ONCE: String(atOnce) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => output.push(String(chunk)));
  const [code] = await once(child, "close");
  return code === 0 ? undefined : output.join("");
}

async function readRecords(): Promise<readonly FaultRecord[]> {
  const records: FaultRecord[] = [];
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), "utf8");
    for (const line of text.trim().split("\n")) records.push(JSON.parse(line));
  }
  return records;
}

async function report(measured: Measured): Promise<void> {
  const text = `${JSON.stringify(measured, null, 2)}\n`;
  if (values.print) console.log(text);
  else await writeFile(file, text);
}
