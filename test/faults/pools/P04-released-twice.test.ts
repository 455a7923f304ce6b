import { expect, onTestFinished } from "vitest";
import { lendDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";

const backend = { text: "select pg_backend_pid()", effects: "none" } as const;
const setting = { text: "show work_mem", effects: "none" } as const;

fault("P4", async () => {
  const database = await lendDatabase();
  onTestFinished(() => database.dispose());
  // One connection: who is given it next has the one that was given back.
  const scene = await openScene({ url: database.url, pool: { size: 1, overflow: 0, acquireTimeout: 60_000 } });
  const { pool } = scene;
  for (let round = 0; round < 50; round += 1) {
    const past = await pool.lease();
    const connection = await past.value(backend);
    await past.release();
    const present = await pool.lease();
    const client = scene.ask();
    expect(await present.value(backend)).toBe(connection);
    await present.command({ text: "begin", effects: "rows" });
    await present.command({ text: "set local work_mem = '3MB'", effects: "rows" });

    await expect(past.release()).rejects.toThrow('A lease of database "shop" was released twice.');
    await expect(past.command({ text: "rollback" })).rejects.toThrow("was used after its work had ended");
    await past[Symbol.asyncDispose]();
    expect(pool.stats()).toMatchObject({ inUse: 1, idle: 0, total: 1 });

    // The one who has the connection now has all of it.
    expect(await present.value(setting)).toBe("3MB");
    await present.command({ text: "commit", effects: "rows" });
    await present.release();
    expect(await client).toBe("ok");
  }
  expect(pool.stats()).toMatchObject({ created: 1, destroyed: 0 });
});
