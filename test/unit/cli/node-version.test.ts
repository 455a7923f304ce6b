import { expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { nodeVersionProblem, oldestNode } from "../../../src/cli/node-version.ts";

test.each(["22.18.0", "22.19.1", "24.0.0", "25.1.0-nightly"])("Node %s will do", (version) => {
  expect(nodeVersionProblem(version)).toBeUndefined();
});

test.each(["22.17.9", "20.19.0", "8.0.0"])("Node %s is too old", (version) => {
  expect(nodeVersionProblem(version)).toBe(`Sluice needs Node 22.18 or later; this is Node ${version}.`);
});

test("package.json asks for the same", () => {
  expect(`${manifest.engines.node}.0`).toBe(`>=${oldestNode}`);
});
