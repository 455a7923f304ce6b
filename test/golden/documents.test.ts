import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { families } from "../../src/model/operators/index.ts";
import { testAnswers } from "../docs/answers.ts";
import { testDocument } from "../docs/document.ts";
import { operatorsTable } from "../docs/operators-table.ts";
import { type DemoCopy, startDemoCopy } from "../support/demo-copy.ts";
import { startDemoGateway, type TestGateway } from "../support/gateway.ts";

// The answers that the documents show: run with UPDATE_GOLDEN=1, then read the difference.
let demo: TestGateway;
let relay: TestGateway;
beforeAll(async () => {
  [demo, relay] = await Promise.all([startDemoGateway(), startDemoGateway({ relay: true })]);
});
afterAll(() => Promise.all([demo?.dispose(), relay?.dispose()]));

describe("filtering", () => {
  testDocument({ file: "filtering.md", parts: new Map([["operators", operatorsTable()]]) });
  testAnswers("filtering.md", () => demo);

  const queries = [...readFileSync(new URL("../../docs/filtering.md", import.meta.url), "utf8").matchAll(/^```graphql\n.*?^```/gms)].join("\n");
  test.each(families)("shows a query with each operator of $of", ({ operators }) => {
    for (const { name } of operators) expect(queries).toMatch(new RegExp(`\\b${name}:`));
  });
});

describe("orders and pages", () => {
  testAnswers("pagination.md", (setting) => (setting === "relay" ? relay : demo));
});

// What they write is theirs alone, and each query finds what those before it left.
describe.each(["mutations.md", "transactions.md"])("%s", (file) => {
  let copy: DemoCopy;
  beforeAll(async () => {
    copy = await startDemoCopy();
  });
  afterAll(() => copy?.dispose());

  testAnswers(file, () => copy.gateway);
});
