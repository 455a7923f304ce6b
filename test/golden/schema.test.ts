import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lexicographicSortSchema, printSchema, validateSchema } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDemoGateway, type TestGateway } from "../support/gateway.ts";

// The difference of this file is the review of the API: run with UPDATE_GOLDEN=1, then read it.
const file = join(import.meta.dirname, "../../schema/gateway.graphql");

let demo: TestGateway;
beforeAll(async () => {
  demo = await startDemoGateway();
});
afterAll(() => demo?.dispose());

test("schema/gateway.graphql is what the demo's gateway serves", () => {
  const printed = `${printSchema(lexicographicSortSchema(demo.gateway.schema))}\n`;
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, printed);
  expect(printed).toBe(readFileSync(file, "utf8"));
});

test("the schema is valid", () => {
  expect(validateSchema(demo.gateway.schema)).toEqual([]);
});
