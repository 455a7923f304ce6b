import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";
import { exhaust, within } from "./support.ts";

fault("P2", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  const scene = await openScene({ url: database.url, pool: { acquireTimeout: 60_000 } });
  const send = async (signal: AbortSignal) => {
    const body = JSON.stringify({ query: "{ shopItems(limit: 1) { id } }" });
    const headers = { "content-type": "application/json" };
    const response = await fetch(scene.gateway.url, { method: "POST", headers, body, signal });
    return response.json();
  };

  const naps = await exhaust(scene);
  const { acquired } = scene.pool.stats();
  const clients = Array.from({ length: 20 }, () => new AbortController());
  const settled = Promise.allSettled(clients.map(({ signal }) => send(signal)));
  await expect.poll(() => scene.pool.stats().waiting, within).toBe(20);
  // Every other one, so that they leave from the middle of the line.
  for (const [index, client] of clients.entries()) if (index % 2) client.abort();
  await expect.poll(() => scene.pool.stats().waiting, within).toBe(10);
  expect(scene.pool.stats()).toMatchObject({ inUse: 4, timeouts: 0 });

  expect(await naps.end()).toEqual(Array(4).fill("STATEMENT_TIMEOUT"));
  for (const [index, outcome] of (await settled).entries()) {
    if (index % 2) expect(outcome.status).toBe("rejected");
    else expect(outcome).toMatchObject({ value: { data: { shopItems: [{ id: 1 }] } } });
  }
  // Those that left had no connection, and none was made for them.
  expect(scene.pool.stats().acquired - acquired).toBe(10);
  expect(scene.pool.stats()).toMatchObject({ created: 4, destroyed: 0 });
  await scene.recovers();
});
