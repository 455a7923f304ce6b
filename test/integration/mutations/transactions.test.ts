import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { type Answer, startGateway, type TestGateway } from "../../support/gateway.ts";

let shop: TestDatabase;
let billing: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  shop = await createDatabase(`
    create table people (id int primary key, name text constraint people_name_key unique);
    create table notes (
      id int primary key, person_id int not null,
      constraint notes_person_id_fkey foreign key (person_id) references people deferrable initially deferred
    );
    create table counters (id int primary key, n int not null);
    create table wards (id int primary key);
    create table doctors (id int primary key, ward_id int references wards, on_call boolean not null);
    insert into wards values (1);
    insert into doctors values (1, 1, true), (2, 1, true);
    create view naps as select 1 as id, pg_sleep(30)::text as slept;
    create function nap() returns trigger language plpgsql as $$ begin perform pg_sleep(30); return new; end $$;
    create table slow (id int primary key);
    create sequence tries;
    create table refused (id int primary key);
    create table flaky (id int primary key);
    create function nap_again() returns trigger language plpgsql as $$
      begin if nextval('tries') > 1 then perform pg_sleep(30); end if; return new; end $$;
    create function refuse_later() returns trigger language plpgsql as $$
      begin set constraints all deferred; insert into refused values (1); return null; end $$;
    create function refuse() returns trigger language plpgsql as $$
      begin raise exception 'not now' using errcode = 'serialization_failure'; end $$;
    create trigger nap_again before insert on flaky for each row execute function nap_again();
    create constraint trigger refuse_later after insert on flaky deferrable initially deferred
      for each row execute function refuse_later();
    create constraint trigger refuse after insert on refused deferrable initially deferred
      for each row execute function refuse();
    create trigger nap before insert on slow for each row execute function nap();
  `);
  billing = await createDatabase(`
    create table bills (id int primary key, person_id int not null, amount int constraint bills_amount_check check (amount > 0));
    create view dozes as select 1 as id, 2 as person_id, pg_sleep(30)::text as slept;
    create table later (
      id int primary key, of int not null, constraint later_of_fkey foreign key (of) references bills deferrable initially deferred
    );
  `);
  gateway = await startGateway({
    databases: { shop: { url: shop.url, pool: { size: 2 } }, billing: { url: billing.url, pool: { size: 2 } } },
    links: [
      { from: "billing.bills.person_id", to: "shop.people.id", field: "person", inverse: "bills" },
      { from: "billing.dozes.person_id", to: "shop.people.id", field: "person", inverse: "dozes" },
    ],
  });
});
beforeEach(async () => {
  await shop.query("truncate people, notes, counters, slow; insert into people values (1, 'Ada')");
  await billing.query("truncate bills, later");
});
afterAll(async () => {
  await gateway?.dispose();
  await shop?.dispose();
  await billing?.dispose();
});

const send = (operation: string) => gateway.send(operation);
const codes = ({ body }: Answer) => body.errors?.map(({ extensions }) => extensions.code);
const ids = async (database: TestDatabase, table: string) =>
  (await database.query(`select id from ${table} order by id`)).map(({ id }) => id);
const person = (id: number, name = `p${id}`) => `p${id}: createShopPerson(input: {id: ${id}, name: "${name}"}) { id }`;
const bill = (id: number, amount = 1, personId = 1) =>
  `b${id}: createBillingBill(input: {id: ${id}, amount: ${amount}, personId: ${personId}}) { id person { name } }`;

/** Nothing is left of it: no row, no session in a transaction, and the pool is whole. */
async function expectNothing(): Promise<void> {
  expect(await ids(shop, "people")).toEqual([1]);
  expect(await ids(billing, "bills")).toEqual([]);
  const open = "select 1 from pg_stat_activity where datname = current_database() and state like 'idle in%'";
  // A connection that is given up is gone a moment later.
  await expect.poll(async () => [await shop.query(open), await billing.query(open)]).toEqual([[], []]);
  // After some errors the gateway looks at the catalog.
  for (const name of ["shop", "billing"])
    await expect.poll(() => gateway.gateway.pools.get(name).stats()).toMatchObject({ inUse: 0, inTransaction: 0 });
}

describe("of one database", () => {
  test("all fields see what the ones before them wrote, and are committed together", async () => {
    const before = gateway.gateway.pools.get("shop").stats().committed;
    const answer = await send(`mutation {
      ${person(2)}
      n: createShopNote(input: {id: 1, personId: 2}) { person { name notes { id } } }
      u: updateShopPerson(id: 2, patch: {name: "Bea"}) { name notes { person { name } } }
    }`);
    const note = { person: { name: "p2", notes: [{ id: 1 }] } };
    expect(answer.body.data).toEqual({
      p2: { id: 2 },
      n: note,
      u: { name: "Bea", notes: [{ person: { name: "Bea" } }] },
    });
    expect(gateway.gateway.pools.get("shop").stats().committed - before).toBe(1);
  });

  test.each([
    ["first", `${person(2, "Ada")} ${person(3)} ${person(4)}`],
    ["in the middle", `${person(2)} ${person(3, "Ada")} ${person(4)}`],
    ["last", `${person(2)} ${person(3)} ${person(4, "Ada")}`],
  ])("a field that fails %s takes everything with it, and says why once", async (_, fields) => {
    const answer = await send(`mutation { ${fields} }`);
    expect(answer.body.data).toBeNull();
    expect(answer.body.errors).toHaveLength(1);
    expect(answer.body.errors?.[0]?.extensions).toEqual({
      code: "UNIQUE_VIOLATION",
      database: "shop",
      constraint: "people_name_key",
      columns: ["name"],
    });
    await expectNothing();
  });

  test("a deferred constraint is told at the commit", async () => {
    const answer = await send(`mutation { ${person(2)} n: createShopNote(input: {id: 1, personId: 9}) { id } }`);
    expect(answer.body).toMatchObject({
      data: null,
      errors: [
        { extensions: { code: "FOREIGN_KEY_VIOLATION", constraint: "notes_person_id_fkey", columns: ["personId"] } },
      ],
    });
    await expectNothing();
  });

  test("a field that reads a database that is not written may fail alone", async () => {
    await billing.query("alter table bills rename to hidden");
    const answer = await send(`mutation { createShopPerson(input: {id: 2}) { id bills { id } } }`);
    await billing.query("alter table hidden rename to bills");
    expect(answer.body.data).toEqual({ createShopPerson: { id: 2, bills: null } });
    expect(codes(answer)).toEqual(["SCHEMA_CHANGED"]);
    expect(await ids(shop, "people")).toEqual([1, 2]);
  });

  test("a timeout ends it", async () => {
    const answer = await send(
      `mutation @transaction(timeoutMs: 300) { ${person(2)} s: createShopSlow(input: {id: 1}) { id } }`,
    );
    expect(answer.body).toMatchObject({ data: null, errors: [{ extensions: { code: "STATEMENT_TIMEOUT" } }] });
    await expectNothing();
  });

  test("a timeout ends what is read elsewhere, too", async () => {
    const slow = "n: createShopPerson(input: {id: 2}) { id dozes { slept } }";
    const answer = await send(`mutation @transaction(timeoutMs: 300) { ${slow} }`);
    expect(codes(answer)).toEqual(["STATEMENT_TIMEOUT"]);
    await expectNothing();
  });

  test("a client that leaves ends it", async () => {
    const controller = new AbortController();
    const leaving = fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `mutation { ${person(2)} s: createShopSlow(input: {id: 1}) { id } }` }),
      signal: controller.signal,
    });
    const napping = "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
    await expect.poll(() => shop.query(napping)).toHaveLength(1);
    controller.abort();
    await expect(leaving).rejects.toThrow();
    await expect.poll(() => shop.query(napping)).toHaveLength(0);
    await expect.poll(() => gateway.gateway.pools.get("shop").stats().inUse).toBe(0);
    await expectNothing();
  });

  test("a session that is killed ends it", async () => {
    const answering = send(`mutation { ${person(2)} s: createShopSlow(input: {id: 1}) { id } }`);
    const kill =
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
    await expect.poll(() => shop.query(kill)).toHaveLength(1);
    const answer = await answering;
    expect(answer.body.data).toBeNull();
    expect(codes(answer)).toEqual(["DATABASE_UNAVAILABLE"]);
    await expectNothing();
  });
});

describe("of several databases", () => {
  test("is refused before anything is sent", async () => {
    const answer = await send(`mutation { ${person(2)} ${bill(1)} }`);
    expect(answer.body.data).toBeUndefined();
    expect(answer.body.errors?.[0]?.extensions).toEqual({
      code: "CROSS_DATABASE_MUTATION",
      databases: ["billing", "shop"],
    });
    await expectNothing();
  });

  test("DATABASE commits each, and links see what is not committed yet", async () => {
    const { body } = await send(`mutation @transaction(scope: DATABASE) { ${person(2)} ${bill(1, 1, 2)} }`);
    expect(body).toMatchObject({ data: { p2: { id: 2 }, b1: { id: 1, person: { name: "p2" } } } });
    expect([await ids(shop, "people"), await ids(billing, "bills")]).toEqual([[1, 2], [1]]);
  });

  test("DATABASE keeps to its time where a commit was refused and it is all done again", async () => {
    const flaky = "createShopFlaky(input: {id: 1}) { id }";
    const answer = await send(
      `mutation @transaction(scope: DATABASE, retries: 3, timeoutMs: 5000) { ${bill(1)} ${flaky} }`,
    );
    expect(codes(answer)).toEqual(["STATEMENT_TIMEOUT"]);
    expect(await shop.query("select last_value::int as tries from tries")).toEqual([{ tries: 2 }]);
    await expectNothing();
  });

  test.each([
    ["a field fails", `${bill(1)} ${person(2, "Ada")}`, "UNIQUE_VIOLATION"],
    [
      "a deferred constraint of one does not hold",
      `${bill(1)} ${person(2)} n: createShopNote(input: {id: 1, personId: 9}) { id }`,
      "FOREIGN_KEY_VIOLATION",
    ],
    [
      "a deferred constraint of the other does not hold",
      `${person(2)} l: createBillingLater(input: {id: 1, of: 9}) { id }`,
      "FOREIGN_KEY_VIOLATION",
    ],
  ])("DATABASE commits none where %s", async (_, fields, code) => {
    const answer = await send(`mutation @transaction(scope: DATABASE) { ${fields} }`);
    expect(answer.body.data).toBeNull();
    expect(codes(answer)).toEqual([code]);
    await expectNothing();
  });

  test("FIELD commits what went well", async () => {
    const { body } = await send(`mutation @transaction(scope: FIELD) { ${person(2)} ${bill(1, 0)} ${person(3)} }`);
    expect(body.data).toEqual({ p2: { id: 2 }, b1: null, p3: { id: 3 } });
    expect(body.errors).toMatchObject([
      { path: ["b1"], extensions: { code: "CHECK_VIOLATION", constraint: "bills_amount_check", columns: ["amount"] } },
    ]);
    expect(await ids(shop, "people")).toEqual([1, 2, 3]);
  });

  test("FIELD says of which field a commit failed", async () => {
    const fields = `n: createShopNote(input: {id: 1, personId: 9}) { id } ${person(2)}`;
    const { body } = await send(`mutation @transaction(scope: FIELD) { ${fields} }`);
    expect(body.data).toEqual({ n: null, p2: { id: 2 } });
    expect(body.errors).toMatchObject([{ path: ["n"], extensions: { code: "FOREIGN_KEY_VIOLATION" } }]);
  });
});

test("fragments, aliases, @skip and @include say which fields there are", async () => {
  const { body } = await gateway.send(
    `mutation M($no: Boolean!) {
      ...Two
      skipped: createShopPerson(input: {id: 8}) @skip(if: true) { id }
      ... on Mutation @include(if: $no) { absent: createBillingBill(input: {id: 1, personId: 1}) { id } }
      __typename
    }
    fragment Two on Mutation { a: createShopPerson(input: {id: 2}) { id } b: createShopPerson(input: {id: 3}) { ...Name } }
    fragment Name on ShopPerson { name }`,
    { no: false },
  );
  expect(body).toMatchObject({ data: { a: { id: 2 }, b: { name: null }, __typename: "Mutation" } });
  expect(await ids(shop, "people")).toEqual([1, 2, 3]);
});

describe("write skew", { timeout: 180_000 }, () => {
  const leave = (id: number, isolation: string) => `mutation @transaction(isolation: ${isolation}, retries: 10) {
    updateShopDoctors(
      where: {id: {eq: ${id}}, ward: {doctors: {some: {onCall: {eq: true}, id: {ne: ${id}}}}}}
      patch: {onCall: false}
    ) { count }
  }`;
  /** Two doctors, each of whom leaves if another one stays: how many stay. */
  const round = async (isolation: string) => {
    await shop.query("update doctors set on_call = true");
    const answers = await Promise.all([1, 2].map((id) => send(leave(id, isolation))));
    for (const answer of answers) expect(codes(answer) ?? []).toEqual([]);
    const [row] = await shop.query("select count(*)::int as count from doctors where on_call");
    return row?.count;
  };

  test("cannot happen in 200 rounds under SERIALIZABLE, and what was repeated is counted", async () => {
    const { rolledBack, committed } = gateway.gateway.pools.get("shop").stats();
    const stayed = new Set<unknown>();
    for (let index = 0; index < 200; index += 1) stayed.add(await round("SERIALIZABLE"));
    expect([...stayed]).toEqual([1]);
    const after = gateway.gateway.pools.get("shop").stats();
    expect(after.committed - committed).toBe(400);
    expect(after.rolledBack - rolledBack).toBeGreaterThan(0);
  });
});
