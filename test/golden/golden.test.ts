import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDemoGateway, type StatementBody, type TestGateway } from "../support/gateway.ts";
import { startOddities } from "../support/oddities/index.ts";
import { sendExact } from "../support/values/exact.ts";

// Each case is a folder with `case.graphql` (and `variables.json`); `case.sql` and `case.json` are what came out. A change
// of the planner shows in them: run with UPDATE_GOLDEN=1, then read the difference.
const update = process.env.UPDATE_GOLDEN === "1";

/** What the cases of a folder are asked of. */
interface Subject {
  readonly gateway: TestGateway;
  dispose(): Promise<void>;
}

const subjects: readonly (readonly [folder: string, fewest: number, start: () => Promise<Subject>])[] = [
  [
    "demo",
    20,
    async () => {
      const gateway = await startDemoGateway();
      return { gateway, dispose: gateway.dispose };
    },
  ],
  [
    "relay",
    10,
    async () => {
      const gateway = await startDemoGateway({ relay: true });
      return { gateway, dispose: gateway.dispose };
    },
  ],
  ["oddities", 40, startOddities],
];

describe.each(subjects)("golden: %s", (subject, fewest, start) => {
  const root = join(import.meta.dirname, subject);
  const cases = readdirSync(root).sort();

  let running: Subject;
  beforeAll(async () => {
    running = await start();
  });
  afterAll(() => running?.dispose());

  test("there are cases", () => {
    expect(cases.length).toBeGreaterThanOrEqual(fewest);
  });

  test.each(cases)("%s", async (name) => {
    const folder = join(root, name);
    const read = (file: string) => readFileSync(join(folder, file), "utf8");
    const variables = existsSync(join(folder, "variables.json")) ? read("variables.json") : undefined;
    const { data, errors, text } = await sendExact(running.gateway.url, read("case.graphql"), variables);

    const statements = statementsOf(text)
      .map(({ database, sql }) => `-- ${database}\n${sql};\n`)
      // Fields of one level are answered in any order.
      .sort()
      .join("\n");
    const answer = `${JSON.stringify({ data, errors }, null, 2)}\n`;
    if (update) {
      writeFileSync(join(folder, "case.sql"), statements);
      writeFileSync(join(folder, "case.json"), answer);
    }
    expect(statements).toBe(read("case.sql"));
    expect(answer).toBe(read("case.json"));
  });
});

function statementsOf(text: string): readonly StatementBody[] {
  const body: { extensions?: { sluice?: { statements: readonly StatementBody[] } } } = JSON.parse(text);
  return body.extensions?.sluice?.statements ?? [];
}
