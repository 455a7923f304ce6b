import { expect, test } from "vitest";
import { isVisible } from "../../../src/graphql/custom/visible.ts";

test.each([
  [undefined, "customer", true],
  [["staff", "customer"], "customer", true],
  [["staff"], "customer", false],
  [[], "customer", false],
  [["staff"], "admin", true],
])("a field of the roles %j is there for %s: %s", (roles, role, isThere) => {
  expect(isVisible(roles, role)).toBe(isThere);
});
