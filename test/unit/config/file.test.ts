import { expect, test } from "vitest";
import { loadConfig } from "../../../src/config/index.ts";
import { makeDirectory } from "./directory.ts";
import { problemsOf } from "./problems-of.ts";

const object = '{ databases: { shop: "postgres://h/shop" } }';
const load = (files: Record<string, string>, config?: string) =>
  loadConfig({ cwd: makeDirectory(files), env: {}, flags: config === undefined ? {} : { config } });

test.each([
  ["sluice.config.ts", `const config: object = ${object}; export default config;`],
  ["sluice.config.mts", `export default ${object} satisfies object;`],
  ["sluice.config.mjs", `export default ${object};`],
  ["sluice.config.mjs", `export default Promise.resolve(${object});`],
  ["sluice.config.mjs", `export default async () => (${object});`],
  ["sluice.config.js", `module.exports = ${object};`],
  ["sluice.config.json", '{ "$schema": "x", "databases": { "shop": "postgres://h/shop" } }'],
])("%s is found: %s", async (name, text) => {
  const { databases, strictNames } = await load({ [name]: text });
  expect(databases).toMatchObject([{ name: "shop", connection: { url: "postgres://h/shop" } }]);
  expect(strictNames).toBe(true);
});

test("a file may be chosen, and then the others do not count", async () => {
  const files = { "sluice.config.mjs": "throw new Error()", "other.mjs": `export default ${object}` };
  expect((await load(files, "other.mjs")).databases).toHaveLength(1);
});

test("a file sees what .env says", async () => {
  const cwd = makeDirectory({
    ".env": "SLUICE_TEST_URL=postgres://h/dotenv",
    "sluice.config.mjs": "export default { databases: { shop: { url: process.env.SLUICE_TEST_URL } } }",
  });
  try {
    const { databases } = await loadConfig({ cwd, env: process.env });
    expect(databases[0]?.connection).toEqual({ url: "postgres://h/dotenv" });
  } finally {
    delete process.env.SLUICE_TEST_URL;
  }
});

test.each([
  ["sluice.config.json", '{ "a": 1 b }', "sluice.config.json: is not valid JSON (line 1 column 10)"],
  ["sluice.config.json", "", "sluice.config.json: is not valid JSON"],
  ["sluice.config.json", "[]", "sluice.config.json: must hold an object"],
  ["sluice.config.mjs", "\nthrow new Error('no luck')", "sluice.config.mjs:2: no luck"],
  ["sluice.config.mjs", "export default () => Promise.reject(new Error('no luck'))", "sluice.config.mjs:1: no luck"],
  [
    "sluice.config.mjs",
    "export const a = 1",
    "sluice.config.mjs: must have an object as its default export: export default { databases: { … } }",
  ],
])("%s with %j cannot be used", async (name, text, problem) => {
  expect(await problemsOf(() => load({ [name]: text }))).toEqual([problem]);
});

test("two files, no such file, and a file of another kind are problems", async () => {
  const two = { "sluice.config.ts": "", "sluice.config.json": "" };
  expect(await problemsOf(() => load(two))).toEqual([
    "sluice.config.ts: must be the only one, but sluice.config.json exists too; --config FILE chooses",
  ]);
  expect(await problemsOf(() => load({}, "none.ts"))).toEqual(['--config: there is no file "none.ts"']);
  expect(await problemsOf(() => load({ "a.yaml": "" }, "a.yaml"))).toEqual([
    '--config: must end in .ts, .mts, .mjs, .js, .json, received "a.yaml"',
  ]);
});

test("a file that cannot be used does not hide the problems of the other sources", async () => {
  const cwd = makeDirectory({ "sluice.config.json": "{" });
  const problems = await problemsOf(() => loadConfig({ cwd, env: { SLUICE_DB__A__SIZE: "0" }, flags: { port: "x" } }));
  expect(problems.map((problem) => problem.split(":")[0])).toEqual([
    "sluice.config.json",
    "SLUICE_DB__A__SIZE",
    "--port",
  ]);
});
