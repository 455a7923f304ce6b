import { expect, test } from "vitest";
import { fieldPlace, type ResponsePath } from "../../../src/plan/link-place.ts";

/** A path as the executor makes it, from the outside in. */
const path = (...steps: readonly (readonly [string | number, string | undefined])[]): ResponsePath => {
  const last = steps.at(-1);
  if (!last) throw new Error("A path has a step.");
  const prev = steps.length > 1 ? path(...steps.slice(0, -1)) : undefined;
  return { prev, key: last[0], typename: last[1] };
};

test.each([
  [path(["a", "Query"], ["customer", "SupportTicket"]), "a(SupportTicket).customer"],
  [path(["a", "Query"], [0, undefined], ["customer", "SupportTicket"]), "a(SupportTicket).customer"],
  [
    path(["a", "Query"], ["nodes", "Page"], [7, undefined], ["customer", "SupportTicket"]),
    "a(Page).nodes(SupportTicket).customer",
  ],
  [
    path(["a", "Query"], [1, undefined], ["b", "T"], [2, undefined], ["c", "U"], [3, undefined], ["d", "V"]),
    "a(T).b(U).c(V).d",
  ],
])("a field stands at the keys and types above it: %#", (given, place) => {
  expect(fieldPlace(given)).toBe(place);
});
