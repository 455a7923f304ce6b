import { execFile, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testAnswers } from "../docs/answers.ts";
import { startDemoGateway, type TestGateway } from "../support/gateway.ts";

const runFile = promisify(execFile);

const text = readFileSync(new URL("../../docs/live.md", import.meta.url), "utf8");
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, block = ""]) => block);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startDemoGateway({ runSql: { mode: "readOnly" } });
});
afterAll(() => gateway?.dispose());

/** As a reader would type it, but for the address. */
const here = (command: string) => command.replaceAll("127.0.0.1:4000", new URL(gateway.url).host);

/** The first line that a program prints and that matches, after which it is ended. */
async function firstLine(program: string, given: readonly string[], pattern: RegExp, act?: () => void): Promise<string> {
  const child = spawn(program, given, { stdio: ["ignore", "pipe", "inherit"] });
  const repeat = act && setInterval(act, 50);
  try {
    for await (const line of createInterface(child.stdout)) if (pattern.test(line)) return line;
    throw new Error(`${program} ended without such a line.`);
  } finally {
    clearInterval(repeat);
    child.kill();
  }
}

testAnswers("live.md", () => gateway);

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

describe.skipIf(!hasCurl)("what is shown with curl, where there is one", () => {
  // `sh` would be ended in place of its `curl`.
  const run = (command = "", act?: () => void) => firstLine("sh", ["-c", `exec ${here(command).trim()} --silent`], /^data: /, act);

  test("statistics come as the document shows them", async () => {
    const [shown = ""] = /^data: .*$/m.exec(blocks("text")[0] ?? "") ?? [];
    const line = await run(blocks("sh")[0]);
    expect(keys(JSON.parse(line.slice(6)))).toEqual(keys(JSON.parse(shown.slice(6))));
  });

  test.each([1, 2])("so does what was, and what costs (%i)", async (index) => {
    const [command = "", shown = ""] = [blocks("sh")[index], blocks("text")[index]];
    gateway.gateway.pools.get("shop").resetStatements();
    const answer = async () => {
      const { stdout } = await runFile("sh", ["-c", here(command)]);
      return keys(JSON.parse(stdout.slice(stdout.lastIndexOf('{"data"'))));
    };
    // The first point comes with the first second.
    await expect.poll(answer).toEqual(keys(JSON.parse(shown)));
  });

  test("so do events", async () => {
    const drain = () => void gateway.gateway.pools.get("shop").drain({ by: "ada" });
    expect(JSON.parse((await run(blocks("sh")[3], drain)).slice(6))).toMatchObject({
      data: { poolEvents: { __typename: "Drained", database: "shop", by: "ada" } },
    });
  });
});

test("the program for a WebSocket has ten lines, and prints statistics", async () => {
  const [program = ""] = blocks("js");
  expect(program.trim().split("\n")).toHaveLength(10);
  const line = await firstLine(process.execPath, ["--input-type=module", "-e", here(program)], /state/);
  expect(line).toContain("OPEN");
});

/** The shape of a value: its keys, without what they hold. */
function keys(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(keys);
  if (typeof value !== "object" || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, keys(each)]));
}
