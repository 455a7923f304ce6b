import { setImmediate } from "node:timers/promises";
import { expect } from "vitest";
import { fault } from "../../support/faults/index.ts";
import { expectRefilled, openOn, useServer } from "./support.ts";

fault(
  "S4",
  async () => {
    const server = await useServer();
    await server.query("create table entries (id int primary key)");
    const scene = await openOn(server);
    let isOver = false;
    const read = async () => {
      while (!isOver) await scene.ask();
    };
    const kept: number[] = [];
    const unknown: number[] = [];
    const write = async (writer: number) => {
      for (let id = writer; !isOver; id += 2) {
        const text = "insert into entries values ($1)";
        const code = await scene.code(
          scene.pool.withTransaction((transaction) => transaction.command({ text, values: [id], effects: "rows" })),
        );
        // Who is refused at once would ask again before anything else can happen.
        if (code !== "ok") await setImmediate();
        if (code === "ok") kept.push(id);
        if (code === "COMMIT_OUTCOME_UNKNOWN") unknown.push(id);
      }
    };
    const load = [read(), read(), read(), write(0), write(1)];

    for (let round = 1; round <= 10; round += 1) {
      const { committed } = scene.pool.stats();
      await server.stop();
      await server.start();
      // Under way again before the next one.
      await expect.poll(() => scene.pool.stats().committed).toBeGreaterThan(committed);
    }
    await scene.recovers();
    isOver = true;
    await Promise.all(load);
    await expectRefilled(scene);
    const entries = (await scene.query("select id from entries order by id")).map(({ id }) => Number(id));
    // What was acknowledged is there, and nothing else but what nobody knows.
    expect(entries.filter((id) => !unknown.includes(id))).toEqual(kept.toSorted((a, b) => a - b));
  },
  120_000,
);
