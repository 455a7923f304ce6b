import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import checkout from "../../examples/checkout/sluice.config.ts";
import { roles } from "../../examples/tenants/roles.ts";
import { families } from "../../src/model/operators/index.ts";
import { directionNames } from "../../src/plan/index.ts";
import { testAnswers } from "../docs/answers.ts";
import { testDocument } from "../docs/document.ts";
import { operatorsTable } from "../docs/operators-table.ts";
import { asRole } from "../support/access/token.ts";
import { signingSecret } from "../support/asker.ts";
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

  const queries = queriesOf("filtering.md");
  test.each(families)("shows a query with each operator of $of", ({ operators }) => {
    for (const { name } of operators) expect(queries).toMatch(new RegExp(`\\b${name}:`));
  });
});

describe("orders and pages", () => {
  testAnswers("pagination.md", (setting) => (setting === "relay" ? relay : demo));

  const queries = queriesOf("pagination.md");
  test.each([
    ["directions", directionNames],
    ["aggregates", ["count", "min", "max", "sum", "avg"]],
    ["arguments", ["orderBy", "distinctOn", "limit", "offset", "first", "after", "last", "before"]],
    ["parts of a page", ["totalCount", "hasNextPage", "hasPreviousPage", "startCursor", "endCursor", "cursor"]],
    ["ids", ["node", "nodes", "rowId"]],
  ])("shows a query with each of the %s", (_, words) => {
    for (const word of words) expect(queries).toMatch(new RegExp(`\\b${word}\\b`));
  });
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

describe("extending.md", () => {
  let copy: DemoCopy;
  beforeAll(async () => {
    copy = await startDemoCopy({ extend: checkout.extend });
  });
  afterAll(() => copy?.dispose());

  const code = ["extend", "place-order"].map((name) => {
    const text = readFileSync(new URL(`../../examples/checkout/${name}.ts`, import.meta.url), "utf8");
    return `\`\`\`ts\n// ${name}.ts\n${text}\`\`\``;
  });
  testDocument({ file: "extending.md", parts: new Map([["extend", code.join("\n\n")]]) });
  testAnswers("extending.md", () => copy.gateway);
});

describe("access.md", () => {
  let copy: DemoCopy;
  const askers = new Map<string, TestGateway>();
  beforeAll(async () => {
    copy = await startDemoCopy({ auth: { jwt: { secret: signingSecret }, anonymousRole: "visitor" }, roles });
    const as = (role: string, headers: Record<string, string>) =>
      askers.set(role, { ...copy.gateway, send: (query, variables) => copy.gateway.send(query, variables, headers) });
    as("customer", await asRole("customer", { customer_id: 3315 }));
    as("branch", await asRole("branch", { country: "US" }));
    as("visitor", {});
  });
  afterAll(() => copy?.dispose());

  const text = readFileSync(new URL("../../examples/tenants/roles.ts", import.meta.url), "utf8");
  testDocument({ file: "access.md", parts: new Map([["roles", `\`\`\`ts\n// roles.ts\n${text}\`\`\``]]) });
  testAnswers("access.md", (setting) => {
    const asker = askers.get(setting);
    if (!asker) throw new Error(`docs/access.md asks as ${setting}, who is nobody.`);
    return asker;
  });
});

function queriesOf(file: string): string {
  const text = readFileSync(new URL(`../../docs/${file}`, import.meta.url), "utf8");
  return [...text.matchAll(/^```graphql\b.*?^```/gms)].join("\n");
}
