import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoDatabases } from "../../../examples/demo/databases.ts";
import { runCommand } from "../../support/command.ts";
import { createDatabase, demoUrl, type TestDatabase } from "../../support/databases.ts";

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createDatabase(`
    create type mood as enum ('calm', 'in_a_hurry');
    create type spot as (x int, moods mood[]);
    create table "Odd */ things" (
      id bigint primary key, ok boolean not null, part float8 not null, doc jsonb not null, docs jsonb[], mood mood not null,
      moods mood[] not null, at spot, spans int4multirange, during tstzrange, raw bytea
    );
    create table pairs (a int, b uuid, primary key (a, b));
    create view plain as select 1 as n;
  `);
  folder = await mkdtemp(join(tmpdir(), "sluice-types-"));
});
afterAll(async () => {
  await database?.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function runTypes(...args: readonly string[]) {
  const running = runCommand("src/cli/main.ts", ["types", ...args], { cwd: folder });
  return { code: await running.ended, output: running.output() };
}
const ours = () => ["--database", `main=${database.url}`];

test("writes rows, keys, databases and types; and says whether they are up to date", { timeout: 120_000 }, async () => {
  const file = join(folder, "sluice-types.ts");
  expect(await runTypes(...ours(), "--check")).toEqual({
    code: 1,
    output: "sluice-types.ts is not what the databases hold. Write it again: sluice types --output sluice-types.ts\n",
  });
  expect(await runTypes(...ours())).toEqual({ code: 0, output: "Wrote sluice-types.ts.\n" });
  expect(await readFile(file, "utf8")).toBe(expected);
  expect(await runTypes(...ours(), "--check")).toEqual({ code: 0, output: "sluice-types.ts is up to date.\n" });
  await writeFile(file, `${expected} `);
  expect((await runTypes(...ours(), "--check")).code).toBe(1);
});

test("says what it cannot do, without the password", async () => {
  const { code, output } = await runTypes("--database", "main=postgres://me:word@127.0.0.1:1/none");
  expect(code).toBe(1);
  expect(output).toContain("Databases that cannot be served:");
  expect(output).not.toContain("word");
});

test("those of the checkout are up to date (UPDATE_GOLDEN=1 writes them)", async () => {
  const checkout = join(import.meta.dirname, "../../../examples/checkout");
  const databases = demoDatabases.flatMap((name) => ["--database", `${name}=${demoUrl(name)}`]);
  const args = ["--config", join(checkout, "sluice.config.ts"), "--output", join(checkout, "sluice-types.ts")];
  const check = process.env.UPDATE_GOLDEN === "1" ? [] : ["--check"];
  expect(await runTypes(...args, ...databases, ...check)).toMatchObject({ code: 0 });
});

const expected = `// Written by \`sluice types\` from what the databases hold: run it again after they have changed.

/** For \`defineConfig<SluiceTypes>\`. */
export interface SluiceTypes {
  databases: "main";
  tables: {
    MainOddU2aThing: { row: MainOddU2aThing; key: "id" };
    MainPair: { row: MainPair; key: "a" | "b" };
    MainPlain: { row: MainPlain; key: never };
  };
}

/** A row of public.Odd * / things in main. */
export interface MainOddU2aThing {
  id: string;
  ok: boolean;
  part: number;
  doc: unknown;
  docs: readonly unknown[] | null;
  mood: MainMood;
  moods: readonly (MainMood | null)[];
  at: MainSpot | null;
  spans: readonly IntRange[] | null;
  during: DateTimeRange | null;
  raw: string | null;
}

/** A row of public.pairs in main. */
export interface MainPair {
  a: number;
  b: string;
}

/** A row of public.plain in main. */
export interface MainPlain {
  n: number | null;
}

/** A value of several parts. */
export interface DateTimeRange {
  lower: string | null;
  upper: string | null;
  lowerInclusive: boolean;
  upperInclusive: boolean;
  empty: boolean;
}

/** A value of several parts. */
export interface IntRange {
  lower: number | null;
  upper: number | null;
  lowerInclusive: boolean;
  upperInclusive: boolean;
  empty: boolean;
}

export type MainMood = "calm" | "in_a_hurry";

/** A value of several parts. */
export interface MainSpot {
  x: number | null;
  moods: readonly (MainMood | null)[] | null;
}
`;
