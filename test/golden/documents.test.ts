import { afterAll, beforeAll, describe } from "vitest";
import { testAnswers } from "../docs/answers.ts";
import { testDocument } from "../docs/document.ts";
import { operatorsTable } from "../docs/operators-table.ts";
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
});

describe("orders and pages", () => {
  testAnswers("pagination.md", (setting) => (setting === "relay" ? relay : demo));
});

describe("transactions", () => {
  testAnswers("transactions.md", () => demo);
});
