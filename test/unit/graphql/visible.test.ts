import { expect, test } from "vitest";
import { isVisible } from "../../../src/graphql/custom/visible.ts";

const nothing = { tables: new Map(), absent: new Map(), hidden: new Set<string>() };
const field = { type: "Query", returns: "String", needs: [] };

test.each([
  [undefined, "customer", true],
  [["staff", "customer"], "customer", true],
  [["staff"], "customer", false],
  [[], "customer", false],
  [["staff"], "admin", true],
])("a field of the roles %j is there for %s: %s", (roles, role, isThere) => {
  expect(isVisible({ ...field, roles }, { ...nothing, role })).toBe(isThere);
});

test.each([
  { ...field, type: "Gone" },
  { ...field, returns: "Gone" },
])("a field of, or to, a type that is gone is not there: %j", (gone) => {
  const hidden = new Set(["Gone"]);
  expect(isVisible({ ...gone, roles: undefined }, { ...nothing, hidden, role: "customer" })).toBe(false);
});
