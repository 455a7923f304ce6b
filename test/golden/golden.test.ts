import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDemoGateway, type TestGateway } from "../support/gateway.ts";

// Each case is a folder with `case.graphql` (and `variables.json`); `case.sql` and `case.json` are what came out. A change
// of the planner shows in them: run with UPDATE_GOLDEN=1, then read the difference.
const update = process.env.UPDATE_GOLDEN === "1";
const root = join(import.meta.dirname, "demo");
const cases = readdirSync(root).sort();

let demo: TestGateway;
beforeAll(async () => {
  demo = await startDemoGateway();
});
afterAll(() => demo?.dispose());

describe("golden: demo", () => {
  test("there are cases", () => {
    expect(cases.length).toBeGreaterThanOrEqual(20);
  });

  test.each(cases)("%s", async (name) => {
    const folder = join(root, name);
    const query = readFileSync(join(folder, "case.graphql"), "utf8");
    const variablesFile = join(folder, "variables.json");
    const variables = existsSync(variablesFile) ? JSON.parse(readFileSync(variablesFile, "utf8")) : undefined;
    const { body } = await demo.send(query, variables, { "x-sluice-trace": "1" });

    const statements = (body.extensions?.sluice?.statements ?? [])
      .map(({ database, sql }) => `-- ${database}\n${sql};\n`)
      // Fields of one level are answered in any order.
      .sort()
      .join("\n");
    const answer = `${JSON.stringify({ data: body.data, errors: body.errors }, null, 2)}\n`;
    if (update) {
      writeFileSync(join(folder, "case.sql"), statements);
      writeFileSync(join(folder, "case.json"), answer);
    }
    expect(statements).toBe(readFileSync(join(folder, "case.sql"), "utf8"));
    expect(answer).toBe(readFileSync(join(folder, "case.json"), "utf8"));
  });
});
