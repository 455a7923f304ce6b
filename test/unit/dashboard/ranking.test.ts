import { expect, test } from "vitest";
import { Ranking } from "../../../src/dashboard/state/ranking.ts";
import type { Severity } from "../../../src/dashboard/state/trouble.ts";

test("those in trouble come first, the others as they are configured, and nobody leaves a place at once", () => {
  const ranking = new Ranking();
  const order = (severities: Record<string, Severity>, seconds: number) =>
    ranking.order(["a", "b", "c", "d"], (name) => severities[name], String, seconds * 1_000).join("");
  expect(order({}, 0)).toBe("abcd");
  expect(order({ c: "warning" }, 1)).toBe("cabd");
  expect(order({ c: "warning", d: "critical" }, 2)).toBe("dcab");
  expect(order({}, 3)).toBe("dcab");
  expect(order({ c: "warning" }, 10)).toBe("dcab");
  expect(order({ c: "warning" }, 17)).toBe("cabd");
  expect(order({}, 33)).toBe("abcd");
});
