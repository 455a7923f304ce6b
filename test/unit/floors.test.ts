import { globSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

/** Rooms by floor, as the design draws them: a room imports only from floors below its own. */
const floors: readonly (readonly string[])[] = [
  ["lib"],
  ["sql", "config"],
  ["pools", "catalog", "access"],
  ["model", "live", "console"],
  ["plan"],
  ["execute"],
  ["graphql"],
  ["server"],
  ["gateway"],
  ["index.ts", "cli"],
];

/** A page of its own: it talks to the gateway through GraphQL only. */
const apart = "dashboard";

const src = resolve(import.meta.dirname, "../../src");
const files = globSync("**/*.{ts,tsx}", { cwd: src });
const importPattern = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

interface Import {
  readonly from: string;
  readonly to: string;
}

const imports: readonly Import[] = files.flatMap((from) =>
  [...readFileSync(resolve(src, from), "utf8").matchAll(importPattern)].map((match) => ({
    from,
    to: relative(src, resolve(src, dirname(from), match[1] ?? "")),
  })),
);

function roomOf(file: string): string {
  return file.split("/")[0] ?? file;
}

function floorOf(file: string): number {
  return floors.findIndex((rooms) => rooms.includes(roomOf(file)));
}

/** The files of the first circle found, or nothing. */
function findCircle(edges: readonly Import[]): readonly string[] {
  const targets = Map.groupBy(edges, (edge) => edge.from);
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const { to } of targets.get(file) ?? []) {
      const circle = visit(to, [...trail, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of targets.keys()) {
    const circle = visit(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe("the floors", () => {
  test("there are imports to check", () => {
    expect(imports.length).toBeGreaterThan(50);
  });

  test("every file is in a room that has a floor", () => {
    expect(files.filter((file) => floorOf(file) === -1 && roomOf(file) !== apart)).toEqual([]);
  });

  test("a room imports only from floors below it", () => {
    const wrong = imports.filter(
      ({ from, to }) => roomOf(from) !== roomOf(to) && floorOf(to) >= floorOf(from) && roomOf(from) !== apart,
    );
    expect(wrong).toEqual([]);
  });

  test("the dashboard imports nothing else, and nothing imports it", () => {
    const crossing = imports.filter(({ from, to }) => (roomOf(from) === apart) !== (roomOf(to) === apart));
    expect(crossing).toEqual([]);
  });

  test("across rooms only a room's index is imported", () => {
    const deep = imports.filter(
      ({ from, to }) => roomOf(from) !== roomOf(to) && to.includes("/") && to !== `${roomOf(to)}/index.ts`,
    );
    expect(deep).toEqual([]);
  });

  test("no file imports itself through others", () => {
    expect(findCircle(imports)).toEqual([]);
  });

  test("a circle would be found", () => {
    const edges = [
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "c", to: "a" },
    ];
    expect(findCircle(edges)).toEqual(["a", "b", "c", "a"]);
  });
});
