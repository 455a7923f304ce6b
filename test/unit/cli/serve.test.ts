import { expect, test } from "vitest";
import { type ServedGateway, type ServeOptions, serve } from "../../../src/cli/serve.ts";
import { StartError } from "../../../src/lib/index.ts";
import { makeOutput } from "./output.ts";

/** Serves with parts that note when they are called, and interrupts as soon as `until` was printed or noted. */
async function serveParts(options: Partial<ServeOptions> & { gateway?: Partial<ServedGateway>; until?: string } = {}) {
  const { gateway: parts = {}, until = "Ctrl-C ends it", ...rest } = options;
  const notes: string[] = [];
  const controller = new AbortController();
  const note = (text: string) => {
    notes.push(text);
    if (text === until) controller.abort();
  };
  const stdout = makeOutput((text) => {
    if (text.includes(until)) controller.abort();
  });
  const stderr = makeOutput();
  const gateway: ServedGateway = {
    notices: [],
    warnings: [],
    exampleQuery: "{ a }",
    databases: () => [{ name: "shop", target: "h:5432/shop", tables: ["orders"], pool: { size: 5, overflow: 15 } }],
    start: async () => {
      note("start gateway");
      return { url: "http://127.0.0.1:4000/graphql", dashboard: undefined };
    },
    stop: async () => note("stop gateway"),
    ...parts,
  };
  const code = await serve({
    flags: { databases: ["shop=postgres://h/shop"] },
    insecure: false,
    createGateway: async (settings, { insecure }) => {
      note(`create gateway of ${settings.databases.map(({ name }) => name)}${insecure ? ", insecure" : ""}`);
      return gateway;
    },
    whenNoDatabase: async () => {
      note("start demo");
      return { config: { databases: { demo: "postgres://h/demo" } }, stop: async () => note("stop demo") };
    },
    env: {},
    cwd: import.meta.dirname,
    stdout,
    stderr,
    interrupted: controller.signal,
    ...rest,
  });
  return { code, notes, stdout: stdout.text(), stderr: stderr.text() };
}

test("it says what it does, serves until it is interrupted, and stops", async () => {
  const { code, notes, stdout, stderr } = await serveParts();
  expect(notes).toEqual(["create gateway of shop", "start gateway", "stop gateway"]);
  expect(stdout).toMatch(/^Connecting to shop …\n\nSluice serves http:\/\/127\.0\.0\.1:4000\/graphql\n/);
  expect(stdout).toMatch(/\nStopping … \(Ctrl-C again ends at once\)\n$/);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("the demo starts where nothing names a database, and stops last", async () => {
  const { code, notes, stdout } = await serveParts({ flags: {}, insecure: true });
  expect(notes).toEqual([
    "start demo",
    "create gateway of demo, insecure",
    "start gateway",
    "stop gateway",
    "stop demo",
  ]);
  expect(stdout).toMatch(/^No database is named, so the demo starts …\nConnecting to demo …\n/);
  expect(code).toBe(0);
});

test("without a demo it says how to name a database", async () => {
  const { code, notes, stdout, stderr } = await serveParts({ flags: {}, whenNoDatabase: undefined });
  expect({ code, notes, stdout }).toEqual({ code: 1, notes: [], stdout: "" });
  expect(stderr).toMatch(/^No database is named\. Name each one in one of these places:\n {2}a flag: --database shop=/);
});

test("a gateway that cannot be made is explained, and the demo stops", async () => {
  const createGateway = () => Promise.reject(new StartError("Cannot start:", [{ path: "a", message: "b" }]));
  const { code, notes, stderr } = await serveParts({ flags: {}, createGateway });
  expect({ code, notes, stderr }).toEqual({
    code: 1,
    notes: ["start demo", "stop demo"],
    stderr: "Cannot start:\n  a: b\n",
  });
});

test("a gateway that cannot listen is stopped too", async () => {
  const start = () => Promise.reject(new StartError("No port", []));
  const { code, notes } = await serveParts({ gateway: { start } });
  expect({ code, notes }).toEqual({ code: 1, notes: ["create gateway of shop", "stop gateway"] });
});

test("an interrupt during the start goes no further, and says no more", async () => {
  const flags = {};
  expect((await serveParts({ flags, until: "start demo" })).notes).toEqual(["start demo", "stop demo"]);
  const later = await serveParts({ flags, until: "create gateway of demo" });
  expect(later.notes).toEqual(["start demo", "create gateway of demo", "stop gateway", "stop demo"]);
  const failing = await serveParts({
    until: "Connecting",
    createGateway: () => Promise.reject(new Error("the server went away")),
  });
  expect(failing).toMatchObject({ code: 0, stderr: "" });
});

test("what became of changed tables is said while it serves", async () => {
  const error = new StartError("A link that does not hold:", [
    { path: "links[0]", message: "shop.orders.id is missing" },
  ]);
  const { stderr } = await serveParts({
    createGateway: async (_settings, { onReload }) => ({
      notices: [],
      warnings: [],
      exampleQuery: "{ a }",
      databases: () => [],
      start: async () => {
        onReload({ databases: ["shop", "billing"], error: undefined });
        onReload({ databases: ["shop"], error });
        return { url: "http://127.0.0.1:4000/graphql", dashboard: undefined };
      },
      stop: async () => {},
    }),
  });
  expect(stderr).toBe(
    "The tables of shop, billing have changed, and were read again.\n" +
      "The tables of shop have changed. What was served before is still served:\n" +
      "A link that does not hold:\n  links[0]: shop.orders.id is missing\n",
  );
});

test("an error while stopping is printed, and the rest stops all the same", async () => {
  const stop = () => Promise.reject(new StartError("stuck", []));
  const { code, notes, stderr } = await serveParts({ flags: {}, gateway: { stop } });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "While stopping: stuck\n" });
  expect(notes.at(-1)).toBe("stop demo");
});
