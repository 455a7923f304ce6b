import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { columnCases } from "../integration/filters/operator-cases.ts";
import { startShop } from "../integration/mutations/shop.ts";
import { filterDocument, startFilterCases } from "../support/filter-cases.ts";
import { type StatementBody, startDemoGateway, type TestGateway } from "../support/gateway.ts";
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

interface Cases {
  readonly folder: string;
  readonly start: () => Promise<Subject>;
  /** Not fewer than these. */
  readonly fewest: number;
  /** The documents of all cases, where they are made. */
  readonly documents?: ReadonlyMap<string, string>;
}

async function startDemo(relay: boolean): Promise<Subject> {
  const gateway = await startDemoGateway({ relay });
  return { gateway, dispose: gateway.dispose };
}

const filters = new Map(columnCases.map((each) => [each.column.replaceAll("_", "-"), filterDocument(each)]));
const subjects: readonly Cases[] = [
  { folder: "demo", start: () => startDemo(false), fewest: 20 },
  { folder: "relay", start: () => startDemo(true), fewest: 10 },
  { folder: "oddities", start: startOddities, fewest: 40 },
  // Each finds what those before it wrote.
  { folder: "mutations", start: startShop, fewest: 10 },
  { folder: "filters", start: startFilterCases, fewest: 60, documents: filters },
];

describe.each(subjects)("golden: $folder", ({ folder: subject, start, fewest, documents }) => {
  const root = join(import.meta.dirname, subject);
  if (update && documents) writeDocuments(root, documents);
  const cases = readdirSync(root).sort();

  let running: Subject;
  beforeAll(async () => {
    running = await start();
  });
  afterAll(() => running?.dispose());

  test("there are cases", () => {
    expect(cases.length).toBeGreaterThanOrEqual(fewest);
    if (documents) expect(cases).toEqual([...documents.keys()].sort());
  });

  test.each(cases)("%s", async (name) => {
    const folder = join(root, name);
    const read = (file: string) => readFileSync(join(folder, file), "utf8");
    if (documents) expect(read("case.graphql")).toBe(documents.get(name));
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

function writeDocuments(root: string, documents: ReadonlyMap<string, string>): void {
  for (const [name, document] of documents) {
    mkdirSync(join(root, name), { recursive: true });
    writeFileSync(join(root, name, "case.graphql"), document);
  }
}
