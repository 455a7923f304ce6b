import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { run } from "../../../src/cli/index.ts";
import { makeOutput } from "./output.ts";

async function runCommand(...argv: readonly string[]) {
  const [stdout, stderr] = [makeOutput(), makeOutput()];
  const signals = new EventEmitter();
  const code = await run(argv, { env: {}, cwd: import.meta.dirname, stdout, stderr, signals });
  expect(signals.eventNames()).toEqual([]);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

test("--version prints that of package.json", async () => {
  expect(await runCommand("--version")).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
});

test("--help fits into 80 columns and names every flag", async () => {
  const { code, stdout } = await runCommand("--help");
  expect(code).toBe(0);
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  for (const flag of ["config", "database", "host", "port", "read-only", "insecure", "json", "help", "version"]) {
    expect(stdout).toContain(`--${flag}`);
  }
});

test("wrong flags print the usage and what was wrong", async () => {
  expect(await runCommand("--prot", "1")).toEqual({
    code: 2,
    stdout: "",
    stderr: `usage: sluice [--config FILE] [--database NAME=URL]...
              [--host HOST] [--port PORT] [--read-only] [--insecure]
       sluice inspect [--json] [--config FILE] [--database NAME=URL]...
       sluice types [--output FILE] [--check] [--config FILE]
              [--database NAME=URL]...
  --prot: is not a flag; did you mean "--port"?
`,
  });
});

test("without a database it says how to name one", async () => {
  const { code, stderr } = await runCommand();
  expect(code).toBe(1);
  expect(stderr).toContain("--database shop=postgres://user:password@host:5432/database");
});
