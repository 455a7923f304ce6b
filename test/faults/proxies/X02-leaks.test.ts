import { expect } from "vitest";
import { fault, openPooled } from "../../support/faults/index.ts";
import type { PgBouncer } from "../../support/pgbouncer.ts";
import { queryAt } from "../../support/server.ts";

/** Everybody has the one session that there is. */
const one = { default_pool_size: 1 };

fault("X2a", async () => {
  let before: unknown;
  const { scene, pooler } = await openPooled({
    pooler: one,
    before: async (fresh) => {
      before = await session(fresh);
    },
  });
  expect(await scene.ask()).toBe("ok");
  await expect(scene.pool.value({ text: "select 1 / 0", name: "wrong" })).rejects.toThrow();
  await scene.pool.withTransaction((transaction) => transaction.value({ text: "set local search_path = nowhere" }), {
    isolation: "serializable",
    readOnly: true,
  });
  await scene.pool
    .withTransaction(async (transaction) => {
      await transaction.value({ text: "set local role pg_monitor" });
      throw new Error("never mind");
    })
    .catch(() => {});
  expect(await scene.ask()).toBe("ok");
  expect(await session(pooler)).toEqual(before);
});

fault("X2b", async () => {
  const { scene, pooler, database } = await openPooled({ pooler: one });
  const text = "select interval '1 day 2 hours' || ' ' || timestamptz 'epoch'";
  const ours = () => scene.pool.value({ text, effects: "none" });
  const items = async () => (await scene.gateway.send("{ shopItems(limit: 2) { id note } }")).body;
  const expected = [await ours(), await items()];
  await queryAt(
    pooler.url,
    `set search_path = pg_catalog; set intervalstyle = 'sql_standard'; set datestyle = 'german'; set timezone = 'Asia/Kathmandu';
     set bytea_output = 'escape'; set quote_all_identifiers = on; set lock_timeout = 1`,
  );
  expect(await queryAt(pooler.url, "show search_path")).toEqual([{ search_path: "pg_catalog" }]);
  expect([await ours(), await items()]).toEqual(expected);
  expect(await scene.ask()).toBe("ok");
  expect(await database.query("select count(*)::int as count from items")).toEqual([{ count: 100 }]);
});

/** What another client of the pooler finds. */
async function session(pooler: PgBouncer): Promise<unknown> {
  const held = `select current_user::text as who, (select count(*)::int from pg_prepared_statements) as prepared,
    (select count(*)::int from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())) as locks`;
  const settings = "select name, setting from pg_settings where name <> 'application_name' order by name";
  return [await queryAt(pooler.url, held), await queryAt(pooler.url, settings)];
}
