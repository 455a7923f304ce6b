import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Identity, Pool } from "../../../src/pools/index.ts";
import { hasPgBouncer, type PgBouncer, startPgBouncer } from "../../support/pgbouncer.ts";
import { createSecured, type SecuredDatabase } from "../../support/row-security.ts";
import { createPool } from "./support.ts";

let database: SecuredDatabase;
let pooler: PgBouncer | undefined;
beforeAll(async () => {
  database = await createSecured(
    ["app_one", "app_two"],
    `create table notes (id int primary key, owner text not null);
     insert into notes values (1, 'a'), (2, 'b'), (3, 'b');
     alter table notes enable row level security;
     create policy own on notes using (owner = current_setting('request.jwt.claims', true)::json ->> 'sub');
     grant select, insert on notes to app_one;
     grant select on notes to app_two;`,
  );
  if (hasPgBouncer) pooler = await startPgBouncer(database.gatewayUrl);
});
afterAll(async () => {
  await pooler?.stop();
  await database?.dispose();
});

const as = (role: string, sub: string): Identity => ({ role: database.role(role), claims: JSON.stringify({ sub }) });
const asOne = () => as("app_one", "a");
const asTwo = () => as("app_two", "b");

const who = {
  text: "select array[current_user, current_setting('request.jwt.claims', true)]::text",
  effects: "none",
} as const;
const ids = { text: "select array_agg(id order by id)::text from notes", name: "ids", effects: "none" } as const;
/** A session that knows of nobody: what a setting of a transaction leaves is an empty text. */
const nobody = () => new RegExp(`^\\{${database.role("app_gateway")},(?:""|NULL)\\}$`);

const ways = [
  ["directly", () => database.gatewayUrl],
  ...(hasPgBouncer ? [["through PgBouncer", () => pooler?.url ?? ""] as const] : []),
] as const;

describe.each(ways)("%s, a connection", (_, url) => {
  const open = (settings = {}): Pool => createPool(url(), { size: 1, overflow: 0, ...settings });

  test("is somebody for one statement, and nobody after it", async () => {
    const pool = open();
    const one = database.role("app_one");
    expect(await pool.value(who, { as: asOne() })).toBe(`{${one},"{\\"sub\\":\\"a\\"}"}`);
    expect(await pool.value(who)).toMatch(nobody());
    expect(await pool.query({ text: "select current_user::text as who" }, { as: asOne() })).toEqual([{ who: one }]);
    expect(await pool.value(who)).toMatch(nobody());
  });

  test("is several one after the other, with one prepared statement", async () => {
    const pool = open();
    for (let round = 0; round < 8; round += 1) {
      expect(await pool.value(ids, { as: asOne() })).toBe("{1}");
      expect(await pool.value(ids, { as: asTwo() })).toBe("{2,3}");
      // By its policy, or for want of rights, whichever Postgres meets first.
      await expect(pool.value(ids)).rejects.toThrow('"shop"');
    }
  });

  test("is several at once, each in turn", async () => {
    const pool = open();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => pool.value(ids, { as: index % 2 ? asOne() : asTwo() })),
    );
    expect(answers).toEqual(Array.from({ length: 40 }, (_, index) => (index % 2 ? "{1}" : "{2,3}")));
    expect(await pool.value(who)).toMatch(nobody());
  });

  test("is nobody after statements that failed, at the first or at the second use of what was prepared", async () => {
    const pool = open();
    const failing = { text: "select 1 / (id - 1) from notes where $1", values: [true], name: "failing" } as const;
    for (let round = 0; round < 2; round += 1) {
      await expect(pool.value(failing, { as: asOne() })).rejects.toMatchObject({ code: "INVALID_VALUE" });
      expect(await pool.value(who)).toMatch(nobody());
    }
    expect(await pool.value({ ...failing, values: [false] }, { as: asOne() })).toBeUndefined();
  });

  test("is nobody after statements that were not understood, took too long or were left", async () => {
    const pool = open({ queryTimeout: 2_000 });
    await expect(pool.value({ text: "select nonsense", name: "n" }, { as: asOne() })).rejects.toMatchObject({
      code: "SCHEMA_CHANGED",
    });
    expect(await pool.value(who)).toMatch(nobody());
    await expect(pool.value({ text: "select pg_sleep(60)" }, { as: asOne() })).rejects.toMatchObject({
      code: "STATEMENT_TIMEOUT",
    });
    expect(await pool.value(who)).toMatch(nobody());
    const controller = new AbortController();
    const left = pool.borrow(
      async (lease) => {
        const sleeping = lease.value({ text: "select pg_sleep(60)" });
        controller.abort();
        return sleeping;
      },
      { signal: controller.signal, as: asOne() },
    );
    await expect(left).rejects.toMatchObject({ code: "REQUEST_ABORTED" });
    expect(await pool.value(who)).toMatch(nobody());
  });

  test("is somebody for a transaction with its savepoints, and nobody after it", async () => {
    const pool = open();
    const seen = await pool.withTransaction(
      async (transaction) => {
        const inner = transaction.withTransaction(async (savepoint) => {
          await savepoint.command({ text: "insert into notes values (9, 'a')", effects: "rows" });
          await savepoint.command({ text: "insert into notes values (10, 'b')", effects: "rows" });
        });
        await expect(inner).rejects.toMatchObject({ code: "FORBIDDEN" });
        return [await transaction.value(ids), await transaction.value({ text: "show transaction_isolation" })];
      },
      { as: asOne(), isolation: "serializable", readOnly: false },
    );
    expect(seen).toEqual(["{1}", "serializable"]);
    expect(await pool.value(who)).toMatch(nobody());
    const failed = pool.withTransaction((transaction) => transaction.value({ text: "select 1/0" }), { as: asTwo() });
    await expect(failed).rejects.toMatchObject({ code: "INVALID_VALUE" });
    expect(await pool.value(who)).toMatch(nobody());
  });

  test("does nothing at all as somebody who is not there, or whom it may not become", async () => {
    const pool = open();
    const strangers = [database.role("app_none"), "pg_read_all_data", 'x"; reset role; --'];
    for (const role of strangers) {
      const stranger = { role, claims: "{}" };
      await expect(pool.value(ids, { as: stranger })).rejects.toMatchObject({ code: "SCHEMA_CHANGED" });
      await expect(pool.value(ids, { as: asOne() })).resolves.toBe("{1}");
      await expect(
        pool.withTransaction((transaction) => transaction.value(ids), { as: stranger }),
      ).rejects.toMatchObject({ code: "SCHEMA_CHANGED" });
    }
    // Postgres' own word for the user itself, who may do nothing.
    await expect(pool.value(ids, { as: { role: "none", claims: "{}" } })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await pool.value(who)).toMatch(nobody());
  });
});

describe("SQL of one's own", () => {
  test("that ends its transaction, or forgets its role, may do nothing", async () => {
    const pool = createPool(database.gatewayUrl, { size: 1, overflow: 0 });
    for (const text of ["reset role", "commit and chain", "rollback and chain"]) {
      const work = pool.withTransaction(
        async (transaction) => {
          await transaction.command({ text });
          return transaction.value(ids);
        },
        { as: asOne() },
      );
      await expect(work).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    expect(await pool.value(who)).toMatch(nobody());
  });

  test("is somebody again after its transaction, and leaves a session that is clean", async () => {
    const pool = createPool(database.gatewayUrl, { size: 1, overflow: 0 });
    const one = database.role("app_one");
    const seen = await pool.borrow(
      async (lease) => {
        await lease.command({ text: `set role ${database.role("app_two")}` });
        const afterwards = await lease.value({ text: "select current_user::text" });
        await lease.command({ text: "begin" });
        await lease.command({ text: "rollback" });
        return [afterwards, await lease.value(ids)];
      },
      { as: asOne() },
    );
    expect(seen).toEqual([one, "{1}"]);
    expect(await pool.value(who)).toMatch(nobody());
  });
});

test("becoming somebody takes no round trip of its own", async () => {
  const pool = createPool(database.gatewayUrl, { size: 1, overflow: 0 });
  await pool.value(ids, { as: asOne() });
  const { queries } = pool.stats();
  await pool.value(ids, { as: asOne() });
  expect(pool.stats().queries - queries).toBe(1);
});
