import { expect, test } from "vitest";
import { SluiceError } from "../../../src/lib/index.ts";
import { labelOf } from "../../../src/pools/statement-label.ts";
import { type StatementRun, StatementTally } from "../../../src/pools/statement-tally.ts";

const run = (text: string, given: Partial<StatementRun> = {}): StatementRun => ({
  statement: { text },
  operation: undefined,
  ms: 1,
  error: undefined,
  rows: 1,
  ...given,
});

test("counts by text, the most time first", () => {
  const tally = new StatementTally();
  tally.add(run("a", { ms: 2, rows: 3, operation: "A" }));
  tally.add(run("b", { ms: 9 }));
  tally.add(run("a", { ms: 1, rows: 0, operation: "B", error: new SluiceError("READ_ONLY", "") }));
  tally.add(run("a", { ms: 3, operation: "A" }));
  expect(tally.all()).toMatchObject([
    { statement: "b", count: 1, totalMs: 9, operations: [] },
    { statement: "a", count: 3, errors: 1, rows: 4, totalMs: 6, meanMs: 2, maxMs: 3, operations: ["A", "B"] },
  ]);
  expect(Date.now() - (tally.all()[0]?.lastAt.getTime() ?? 0)).toBeLessThan(60_000);
  tally.reset();
  expect(tally.all()).toEqual([]);
});

test("the rows that one row of JSON stood for are counted in its place", () => {
  const tally = new StatementTally();
  tally.countRows("a", 5);
  tally.add(run("a"));
  tally.countRows("a", 0);
  tally.add(run("a"));
  tally.countRows("a", 7);
  expect(tally.all()).toMatchObject([{ rows: 7 }]);
});

test("texts that come only once push out nothing that costs", () => {
  const tally = new StatementTally();
  for (let round = 0; round < 3_000; round += 1) {
    tally.add(run(`once ${round}`, { ms: 0.1 }));
    if (round % 10 === 0) tally.add(run(`often ${round % 50}`, { ms: 1 }));
    if (round % 97 === 0) expect(tally.all().length).toBeLessThanOrEqual(500);
  }
  expect(tally.all().slice(0, 5)).toMatchObject(
    [0, 10, 20, 30, 40].map((at) => ({ statement: `often ${at}`, count: 60 })),
  );
});

test("names are few, and short", () => {
  const tally = new StatementTally();
  for (let at = 0; at < 1_000; at += 1) tally.add(run("a", { operation: `${at}${"x".repeat(1_000)}` }));
  const [{ operations } = { operations: [] }] = tally.all();
  expect(operations).toHaveLength(10);
  for (const name of operations) expect(name).toHaveLength(100);
});

test.each([
  ["its text", { text: "select 1" }, "select 1"],
  ["the beginning of a long one", { text: "x".repeat(10_001) }, `${"x".repeat(10_000)}…`],
  ["no text where somebody wrote it", { text: "select 'secret'", effects: "unknown" }, "(SQL of an operator)"],
] as const)("a statement is known by %s", (_, statement, label) => {
  expect(labelOf(statement)).toBe(label);
});
