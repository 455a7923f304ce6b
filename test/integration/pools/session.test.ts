import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPools, type Lease } from "../../../src/pools/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { poolSettings } from "../../unit/pools/support.ts";
import { backendOf, createPool, until } from "./support.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase("create sequence numbers; create role sluice_other");
});
afterAll(async () => {
  await database.query("drop role sluice_other");
  await database.dispose();
});

const size1 = { size: 1, overflow: 0 };

/** Everything about a session that a borrower could change, in one line. */
const state = {
  text: `select json_build_object(
    'role', current_user, 'timeout', current_setting('statement_timeout'), 'path', current_setting('search_path'),
    'zone', current_setting('TimeZone'), 'own', nullif(current_setting('app.tenant', true), ''),
    'locks', (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()),
    'temporary', (select count(*) from pg_class where relnamespace = pg_my_temp_schema()),
    'cursors', (select count(*) from pg_cursors where name <> ''),
    'listening', (select count(*) from pg_listening_channels()))::text`,
  effects: "none",
} as const;

const changes: readonly (readonly [string, readonly string[]])[] = [
  ["a role", ["set role sluice_other"]],
  ["another user", ["set session authorization sluice_other"]],
  ["settings", ["set statement_timeout = 123", "set search_path = pg_temp", "set timezone = 'Asia/Kathmandu'"]],
  ["a setting of its own", ["select set_config('app.tenant', 'acme', false)"]],
  ["advisory locks", ["select pg_advisory_lock(1)", "select pg_advisory_lock_shared(2)"]],
  ["temporary tables", ["create temporary table t as select 1 as a"]],
  ["notifications", ["listen news"]],
  ["a cursor that outlives its transaction", ["begin", "declare c cursor with hold for select 1", "commit"]],
];

describe("what a borrower changed", () => {
  test.each(changes)("%s: is undone before the next one, on the same connection", async (_, statements) => {
    const pool = createPool(database.url, size1);
    const before = await pool.value(state);
    const pid = await pool.value({ text: "select pg_backend_pid()", effects: "none" });
    await pool.borrow(async (lease) => {
      for (const text of statements) await lease.command({ text });
      expect(await lease.value(state)).not.toBe(before);
    });
    expect(await pool.value(state)).toBe(before);
    expect(await pool.value({ text: "select pg_backend_pid()", effects: "none" })).toBe(pid);
    expect(pool.stats()).toMatchObject({ created: 1, inUse: 0 });
  });

  test("leaves prepared statements where they are", async () => {
    const pool = createPool(database.url, size1);
    const named = { text: "select 1", name: "one" };
    await pool.value(named);
    await pool.command({ text: "set timezone = 'Asia/Kathmandu'" });
    expect(await pool.value({ text: "select count(*)::int from pg_prepared_statements", effects: "none" })).toBe(1);
    expect(await pool.value(named)).toBe(1);
  });

  test("costs nothing where nothing can have been changed", async () => {
    const last = "select query from pg_stat_activity where application_name = $1";
    const pool = createPool(database.url, { ...size1, applicationName: "clean" });
    await pool.value({ text: "select 'reading'", effects: "none" });
    expect(await database.query(last, ["clean"])).toEqual([{ query: "select 'reading'" }]);
    await pool.value({ text: "select 'anything'" });
    expect(await database.query(last, ["clean"])).not.toEqual([{ query: "select 'anything'" }]);
    expect(pool.stats().queries).toBe(2);
  });

  test("and cannot be undone, costs the connection and nobody else", async () => {
    const pool = createPool(database.url, size1);
    const pid = await pool.borrow(backendOf);
    const work = pool.borrow(async (lease) => {
      await lease.command({ text: "set timezone = 'UTC'" });
      await database.query("select pg_terminate_backend($1::int)", [pid]);
      return "done";
    });
    expect(await work).toBe("done");
    expect(await pool.borrow(backendOf)).not.toBe(pid);
  });
});

describe("what a session has from the start", () => {
  test("notices a gateway that is gone", async () => {
    const pool = createPool(database.url, size1);
    const version = Number(await pool.value({ text: "show server_version_num", effects: "none" }));
    const check = {
      text: "select current_setting('client_connection_check_interval', true)",
      effects: "none",
    } as const;
    expect(await pool.value(check)).toBe(version >= 140_000 ? "1s" : null);
    await pool.command({ text: "reset all" });
    expect(await pool.value(check)).toBe(version >= 140_000 ? "1s" : null);
  });

  const poolWith = (onConnect: (lease: Lease) => Promise<void>, settings = {}) => {
    const target = {
      name: "shop",
      connection: { url: database.url },
      settings: poolSettings({ ...size1, ...settings }),
    };
    return createPools([{ ...target, onConnect }]);
  };

  test("and what onConnect gives it, also after it was cleaned", async () => {
    const pools = poolWith(async (lease) => {
      await lease.command({ text: "set app.tenant = 'acme'" });
    });
    const pool = pools.get("shop");
    const tenant = { text: "show app.tenant", effects: "none" } as const;
    expect(await pool.value(tenant)).toBe("acme");
    await pool.command({ text: "set app.tenant = 'other'" });
    expect(await pool.value(tenant)).toBe("acme");
    await pools.close();
  });

  test("an onConnect that fails is a connection that failed", async () => {
    const pools = poolWith(() => Promise.reject(new Error("mine")));
    await expect(pools.get("shop").value({ text: "select 1" })).rejects.toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      cause: new Error("mine"),
    });
    await pools.close();
  });

  test("an onConnect that hangs ends with the time to connect, and keeps no slot", async () => {
    const pools = poolWith(() => new Promise(() => {}), { connectTimeout: 50, acquireTimeout: 5_000 });
    const pool = pools.get("shop");
    await expect(pool.value({ text: "select 1" })).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    await until(() => pool.stats().total === 0);
    await pools.close();
  });

  test("an onConnect that leaves a transaction open is a connection that failed", async () => {
    const pools = poolWith(async (lease) => {
      await lease.command({ text: "begin" });
    });
    await expect(pools.get("shop").value({ text: "select 1" })).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    await pools.close();
  });
});
