import { afterAll, beforeAll } from "vitest";
import { testAnswers } from "../docs/answers.ts";
import { startDemoGateway, type TestGateway } from "../support/gateway.ts";

let demo: TestGateway;
beforeAll(async () => {
  demo = await startDemoGateway();
});
afterAll(() => demo?.dispose());

testAnswers("pagination.md", () => demo);
