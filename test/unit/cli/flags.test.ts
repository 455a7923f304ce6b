import { expect, test } from "vitest";
import { parseFlags } from "../../../src/cli/flags.ts";

function problems(...argv: readonly string[]): readonly string[] {
  const command = parseFlags(argv);
  return command.kind === "wrong" ? command.problems.map(({ path, message }) => `${path}: ${message}`) : [command.kind];
}

test("no arguments serve", () => {
  expect(parseFlags([])).toEqual({ kind: "serve", flags: { databases: [], readOnly: false }, insecure: false });
});

test("every flag has its place", () => {
  const url = "postgres://me:word@h/shop?sslmode=require";
  const argv = ["--database", `shop=${url}`, `--database=billing=${url}`, "--config", "a.json", "--host=::1"];
  expect(parseFlags([...argv, "--port", "0", "--read-only", "--insecure"])).toEqual({
    kind: "serve",
    flags: {
      config: "a.json",
      databases: [`shop=${url}`, `billing=${url}`],
      host: "::1",
      port: "0",
      readOnly: true,
    },
    insecure: true,
  });
});

test("inspect takes the same flags", () => {
  const flags = { databases: ["postgres://h/a"], readOnly: false };
  expect(parseFlags(["inspect", "--database", "postgres://h/a"])).toEqual({ kind: "inspect", flags, json: false });
  expect(parseFlags(["--database", "postgres://h/a", "inspect", "--json", "--insecure"])).toEqual({
    kind: "inspect",
    flags,
    json: true,
  });
  expect(problems("--json")).toEqual(["--json: is for inspect"]);
});

test("types takes the same flags, and a file", () => {
  const flags = { databases: [], readOnly: false };
  expect(parseFlags(["types"])).toEqual({ kind: "types", flags, output: "sluice-types.ts", check: false });
  expect(parseFlags(["types", "--check", "--output", "src/db.ts"])).toEqual({
    kind: "types",
    flags,
    output: "src/db.ts",
    check: true,
  });
  expect(problems("--check")).toEqual(["--check: is for types"]);
  expect(problems("inspect", "--output", "a.ts")).toEqual(["--output: is for types"]);
  expect(problems("types", "--json")).toEqual(["--json: is for inspect"]);
});

test("any other word has no meaning", () => {
  const meaningless = "an argument without a flag: has no meaning here; a database is --database NAME=URL";
  expect(problems("inspect", "inspect")).toEqual([meaningless]);
  expect(problems("inspekt")).toEqual([meaningless]);
});

test.each(["--help", "-h"])("%s asks for help", (flag) => {
  expect(parseFlags([flag])).toEqual({ kind: "help" });
});

test.each(["--version", "-v"])("%s asks for the version", (flag) => {
  expect(parseFlags([flag])).toEqual({ kind: "version" });
});

test("all mistakes are named at once", () => {
  expect(problems("--databse", "shop=postgres://h/a", "--insecure=yes", "--host=", "-x", "serve", "--port")).toEqual([
    '--databse: is not a flag; did you mean "--database"?',
    "--insecure: takes no value",
    "--host: needs a value",
    "-x: is not a flag; known are --config, --database, --host, --port, --read-only, --insecure, --json, --output, --check, --help, --version",
    "--port: needs a value",
  ]);
  expect(problems("--port", "1", "--port", "2", "postgres://h/a")).toEqual([
    "--port: may be given once",
    "an argument without a flag: has no meaning here; a database is --database NAME=URL",
  ]);
  expect(problems("--database")).toEqual(["--database: needs a value"]);
  expect(problems("-pxyz")).toHaveLength(1);
  expect(problems("--no-insecure")).toHaveLength(1);
});

test("values are checked", () => {
  const url = "must be a URL like postgres://user:password@host:5432/database";
  expect(problems("--port", "70000", "--database", "shop", "--database", "a=mysql://me:canary@h/a")).toEqual([
    `--database: ${url}, received "***"`,
    `--database a: ${url}, received "mysql://me:***@h/a"`,
    "--port: must be a whole number from 0 to 65535, received 70000",
  ]);
  expect(problems("--port=-1")).toEqual(['--port: must be a whole number from 0 to 65535, received "-1"']);
});

test("no argument is quoted that may hold a password", () => {
  const url = "postgres://me:canary@h/a";
  for (const argv of [
    [url],
    ["--databse", url],
    [`--databse=${url}`],
    ["-x", url],
    [`--insecure=${url}`],
    ["--port", url],
  ]) {
    expect(problems(...argv).join()).not.toContain("canary");
  }
});
