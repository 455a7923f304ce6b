import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import config from "../../examples/demo/sluice.config.ts";
import { type RunningCommand, runCommand } from "../support/command.ts";

// To fill three databases may take its time.
vi.setConfig({ testTimeout: 120_000 });

// What `npm start` runs, with a folder of its own: the steps build on each other, as a user's first minutes do.
const screen = /Sluice serves (http:\/\/\S+)[\s\S]*Ctrl-C ends it/;
let directory: string;
const commands: RunningCommand[] = [];

const startDemo = (): RunningCommand => {
  const running = runCommand("examples/demo/main.ts", ["--port", "0"], { env: { SLUICE_DEMO_DIRECTORY: directory } });
  commands.push(running);
  return running;
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "sluice-demo-"));
});
afterAll(async () => {
  for (const running of commands) running.child.kill("SIGKILL");
  const left = postmaster();
  if (left !== undefined) process.kill(left, "SIGQUIT");
  await rm(directory, { recursive: true, force: true, maxRetries: 30 });
});

/** Whether the demo's Postgres is running, by the file that a postmaster keeps as long as it lives. */
function postmaster(): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(directory, "data/postmaster.pid"), "utf8"), 10);
  } catch {
    return undefined;
  }
}

test("Ctrl-C in the middle of the filling ends it, Postgres too", async () => {
  const running = startDemo();
  await running.waitFor(/Filling shop: 3 of/);
  running.interrupt();
  expect(await running.ended).toBe(0);
  expect(running.output()).not.toContain("Sluice serves");
  expect(postmaster()).toBeUndefined();
});

test("the next start fills what is missing, says so, and serves the answer", async () => {
  const running = startDemo();
  const [shown = "", url = ""] = await running.waitFor(screen);
  expect(running.output()).toMatch(/Filling shop: \d+ of \d+/);

  const page = await fetch(url, { headers: { accept: "text/html" } });
  expect(await page.text()).toContain(JSON.stringify(config.server?.exampleQuery).slice(1, 60));

  const dashboard = /Its dashboard (http:\S+)/.exec(shown)?.[1] ?? "";
  expect(await (await fetch(dashboard)).text()).toContain("/dashboard/assets/");

  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-sluice-trace": "1" },
    body: JSON.stringify({ query: config.server?.exampleQuery }),
  });
  const { data, errors, extensions } = await response.json();
  expect(errors).toBeUndefined();
  expect(extensions.sluice.statements).toHaveLength(5);

  // The README shows this run: UPDATE_GOLDEN=1 writes it there.
  const file = join(import.meta.dirname, "../../README.md");
  const readme = readFileSync(file, "utf8");
  const answer = JSON.stringify({ data: { supportTickets: data.supportTickets.slice(1, 2) } }, null, 2);
  const stable = shown
    .replace(/127\.0\.0\.1:\d+\/(graphql|dashboard)/g, "127.0.0.1:4000/$1")
    .replace(/(127\.0\.0\.1):\d+(\/\w+,)/g, "$1:5432$2");
  const expected = fill(fill(readme, "screen", stable), "answer", answer);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, expected);
  expect(readFileSync(file, "utf8")).toBe(expected);

  running.interrupt();
  expect(await running.ended).toBe(0);
  expect(postmaster()).toBeUndefined();
});

test("a later start fills nothing, even after the process was killed", async () => {
  const killed = startDemo();
  await killed.waitFor(screen);
  expect(killed.output()).not.toContain("Filling");
  killed.child.kill("SIGKILL");
  await killed.ended;
  expect(postmaster()).toBeDefined();

  const running = startDemo();
  await running.waitFor(screen);
  expect(running.output()).not.toContain("Filling");
  running.interrupt();
  expect(await running.ended).toBe(0);
  expect(postmaster()).toBeUndefined();
});

test("Ctrl-C twice ends it at once, and Postgres as well", async () => {
  const running = startDemo();
  await running.waitFor(screen);
  running.interrupt();
  running.interrupt();
  expect([0, 130]).toContain(await running.ended);
  await expect.poll(postmaster, { timeout: 10_000 }).toBeUndefined();
});

test("a second demo beside the first says who has the folder", async () => {
  const first = startDemo();
  await first.waitFor(screen);
  const second = startDemo();
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(String(first.child.pid));
  first.interrupt();
  expect(await first.ended).toBe(0);
});

/** The text with the code block of that name replaced. */
function fill(readme: string, name: string, block: string): string {
  const pattern = new RegExp(`(<!-- ${name} -->\\n\`\`\`\\w*\\n)[\\s\\S]*?(\\n\`\`\`)`);
  if (!pattern.test(readme)) throw new Error(`README.md has no block ${name}.`);
  return readme.replace(pattern, (_, before: string, after: string) => before + block + after);
}
