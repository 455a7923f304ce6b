import { expect, onTestFinished } from "vitest";
import type { Lease } from "../../../src/pools/index.ts";
import { createDatabase } from "../../support/databases.ts";
import { fault, openScene } from "../../support/faults/index.ts";

/** All of a session that a borrower could leave behind, as JSON. */
const state = {
  text: `select json_build_object(
    'role', current_user, 'session', session_user, 'path', current_setting('search_path'),
    'zone', current_setting('TimeZone'), 'timeout', current_setting('statement_timeout'),
    'own', nullif(current_setting('app.tenant', true), ''),
    'readOnly', current_setting('default_transaction_read_only'),
    'locks', (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()),
    'temporary', (select count(*) from pg_class where relnamespace = pg_my_temp_schema()),
    'cursors', (select count(*) from pg_cursors where name <> ''),
    'listening', (select count(*) from pg_listening_channels()),
    'prepared', (select count(*) from pg_prepared_statements where from_sql))::text`,
  effects: "none",
} as const;
/** What the pool itself has prepared, and what a borrower might take away. */
const named = { text: "select id from items where id = 1", name: "one", effects: "none" } as const;

/** What a borrower does to the session; a function does the same, unseen in any text. */
const leaks: readonly (readonly string[])[] = [
  ["select pg_advisory_lock(1), pg_advisory_lock_shared(2), pg_advisory_lock(3, 4)"],
  ["create temporary table secrets as select 1 as secret"],
  ["listen news"],
  ["begin", "declare held cursor with hold for select 1", "commit"],
  ["set role sluice_borrower"],
  ["set session authorization sluice_borrower"],
  ["set search_path = pg_temp", "set timezone = 'Asia/Kathmandu'", "set statement_timeout = '1min'"],
  ["set default_transaction_read_only = on"],
  ["select set_config('app.tenant', 'acme', false)"],
  ["prepare mine as select 1"],
  // The pool's own name, for another statement.
  ["deallocate all", "prepare one as select -1"],
  ["deallocate all"],
  ["discard all"],
  ["select leak()"],
];
const leak = `
  create function leak() returns void language plpgsql as $$ begin
    execute 'prepare hidden as select 1';
    execute 'create temporary table hidden ()';
    perform pg_advisory_lock(5), set_config('app.tenant', 'hidden', false), set_config('role', 'sluice_borrower', false);
  end $$;
`;

fault("T13", async () => {
  const database = await createDatabase(`${leak} create role sluice_borrower`);
  onTestFinished(async () => {
    await database.query("drop role sluice_borrower");
    await database.dispose();
  });
  const { pool, ...scene } = await openScene({
    url: database.url,
    // None that goes because it was idle.
    pool: { size: 3, overflow: 0, acquireTimeout: 30_000 },
  });
  expect(await scene.ask()).toBe("ok");
  const clean = await pool.value(state);
  const before = pool.stats();

  /** Finds nothing, then leaves something, in one of the ways in which work ends. */
  const endings: readonly ((dirty: (lease: Lease) => Promise<void>) => Promise<void>)[] = [
    (dirty) => pool.borrow(dirty),
    (dirty) =>
      expect(
        pool.borrow(async (lease) => {
          await dirty(lease);
          throw new Error("mine");
        }),
      ).rejects.toThrow("mine"),
    async (dirty) => {
      const controller = new AbortController();
      const work = pool.borrow(
        async (lease) => {
          await dirty(lease);
          controller.abort("gone");
          await lease.value({ text: "select 1" });
        },
        { signal: controller.signal },
      );
      expect(await scene.code(work)).toBe("REQUEST_ABORTED");
    },
    async (dirty) => {
      await using lease = await pool.lease();
      await dirty(lease);
    },
  ];
  const borrow = async (ending: (typeof endings)[number], texts: readonly string[]) => {
    await ending(async (lease) => {
      expect(await lease.value(state), `before ${texts}`).toBe(clean);
      expect(await lease.value(named), `before ${texts}`).toBe(1);
      for (const text of texts) await lease.command({ text });
    });
  };
  const works = endings.flatMap((ending) => leaks.map((texts) => () => borrow(ending, texts)));
  await Promise.all([...works.map((work) => work()), scene.ask()]);
  for (const work of works) await work();
  expect(await pool.value(state)).toBe(clean);

  // In a transaction, which ends one way or the other.
  for (const texts of leaks.filter(([first]) => first !== "begin" && first !== "discard all")) {
    for (const isKept of [true, false]) {
      const work = pool.withTransaction(async (transaction) => {
        expect(await transaction.value(state), `before ${texts}`).toBe(clean);
        expect(await transaction.value(named)).toBe(1);
        for (const text of texts) await transaction.command({ text });
        if (!isKept) throw new Error("mine");
      });
      await (isKept ? work : expect(work).rejects.toThrow("mine"));
    }
  }
  expect(await pool.value(named)).toBe(1);
  expect(await scene.ask()).toBe("ok");
  expect(pool.stats()).toMatchObject({ destroyed: before.destroyed, inUse: 0 });
});
