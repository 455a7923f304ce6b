import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";

const megabyte = 1_000_000;

fault("N10a", async () => {
  const scene = await openHuge();
  const grown = watchMemory();
  const answer = scene.pool.query({ text: "select id, note from heaps", effects: "none" });
  expect(await scene.code(answer)).toBe("RESULT_TOO_LARGE");
  expect(grown()).toBeLessThan(500 * megabyte);
  await scene.recovers();
});

fault("N10b", async () => {
  const scene = await openHuge();
  const grown = watchMemory();
  expect(await scene.ask("shopHeaps(limit: 100) { note }")).toBe("RESULT_TOO_LARGE");
  expect(grown()).toBeLessThan(500 * megabyte);
  await scene.recovers();
});

async function openHuge() {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  return openScene({ url: database.url });
}

/** By how much this process grew at most, in bytes. */
function watchMemory(): () => number {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  onTestFinished(() => clearInterval(timer));
  return () => {
    clearInterval(timer);
    return most - before;
  };
}
