import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "../../support/gateway.ts";
import { mutationFields, type Witness } from "./mutation-fields.ts";
import { type Shop, startShop } from "./shop.ts";

let shop: Shop;
const witness: Witness = { seen: [], late: undefined };

beforeAll(async () => {
  shop = await startShop(mutationFields(witness, () => shop.shop));
});
beforeEach(async () => {
  witness.seen = [];
  witness.late = undefined;
  await shop.shop.query("delete from people where id > 2; update people set name = 'Ada', score = null where id = 1");
  await shop.billing.query("delete from bills where id > 3");
});
afterAll(() => shop?.dispose());

const send = (operation: string) => shop.gateway.send(operation);
const codes = ({ body }: Answer) => body.errors?.map(({ extensions }) => extensions.code);

/** Nothing is left of it: no row, no session in a transaction, and the pools are whole. */
async function expectNothing(): Promise<void> {
  expect([await shop.people(), await shop.bills()]).toEqual([
    [1, 2],
    [1, 2, 3],
  ]);
  const open = "select 1 from pg_stat_activity where datname = current_database() and state like 'idle in%'";
  // A connection that is given up is gone a moment later.
  await expect.poll(async () => [await shop.shop.query(open), await shop.billing.query(open)]).toEqual([[], []]);
  // After some errors the gateway looks at the catalog.
  for (const pool of shop.gateway.gateway.pools.all)
    await expect.poll(() => pool.stats()).toMatchObject({ inUse: 0, inTransaction: 0 });
}

describe("a mutation of one's own", () => {
  test("is part of the operation's transaction, beside those that are generated", async () => {
    const before = shop.gateway.gateway.pools.get("shop").stats().committed;
    const { body } = await send(`mutation {
      a: hire(id: 3) { id name notes { id } }
      createShopNote(input: {id: 20, personId: 3}) { person { name now } }
      b: hire(id: 4) { id }
      deleteShopNote(id: 20) { id }
    }`);
    expect(body).toEqual({
      data: {
        a: { id: 3, name: "p3", notes: [] },
        createShopNote: { person: { name: "p3", now: "p3" } },
        b: { id: 4 },
        deleteShopNote: { id: "20" },
      },
    });
    expect(witness.seen).toEqual([3, 4]);
    expect(shop.gateway.gateway.pools.get("shop").stats().committed - before).toBe(1);
  });

  test.each([
    ["first", `refuse a: hire(id: 3) { id } b: hire(id: 4) { id }`],
    ["in the middle", `a: hire(id: 3) { id } refuse b: hire(id: 4) { id }`],
    ["last", `a: hire(id: 3) { id } b: hire(id: 4) { id } refuse`],
    ["by the database", `a: hire(id: 3) { id } b: hire(id: 4, name: "Ada") { id }`],
    ["because of what it reads elsewhere", `a: hire(id: 3) { id } readElsewhere`],
  ])("that fails %s takes everything with it", async (_, fields) => {
    const { body } = await send(`mutation { ${fields} }`);
    expect(body.data).toBeNull();
    expect(body.errors).toHaveLength(1);
    await expectNothing();
  });

  test("tells errors that were meant, with codes of its own, and masks all others", async () => {
    const meant = await send(`mutation { refuse(code: "SOLD_OUT") }`);
    expect(meant.body.errors).toMatchObject([
      { message: "There is none left.", path: ["refuse"], extensions: { code: "SOLD_OUT" } },
    ]);
    const masked = await send("mutation { refuse }");
    expect(codes(masked)).toEqual(["INTERNAL_SERVER_ERROR"]);
    expect(JSON.stringify(masked.body)).not.toContain("secret");
    await expectNothing();
  });

  test("of two databases needs a word about it, which generated ones count for, too", async () => {
    for (const fields of [
      "bill(id: 5, amount: 1) { id }",
      "hire(id: 5) { id } createBillingBill(input: {id: 5, personId: 1}) { id }",
    ]) {
      const { body } = await send(`mutation { ${fields} }`);
      expect(body.errors?.[0]?.extensions).toEqual({ code: "CROSS_DATABASE_MUTATION", databases: ["billing", "shop"] });
    }
    await expectNothing();
    const { body } = await send(
      "mutation @transaction(scope: DATABASE) { bill(id: 5, amount: 1) { amount person { name } } }",
    );
    expect(body).toEqual({ data: { bill: { amount: 1, person: { name: "p5" } } } });
    expect([await shop.people(), await shop.bills()]).toEqual([
      [1, 2, 5],
      [1, 2, 3, 5],
    ]);
  });

  test("of two databases leaves none of both where it fails", async () => {
    const answer = await send("mutation @transaction(scope: DATABASE) { bill(id: 5, amount: 0) { id } }");
    expect(codes(answer)).toEqual(["CHECK_VIOLATION"]);
    await expectNothing();
  });

  test("by FIELD keeps what went well", async () => {
    const { body } = await send(
      "mutation @transaction(scope: FIELD) { a: hire(id: 3) { id } refuse b: hire(id: 4) { id } }",
    );
    expect(body.data).toEqual({ a: { id: 3 }, refuse: null, b: { id: 4 } });
    expect(await shop.people()).toEqual([1, 2, 3, 4]);
  });

  test("that writes nothing fails alone", async () => {
    const { body } = await send("mutation { fail note }");
    expect(body.data).toEqual({ fail: null, note: 1 });
    expect(body.errors).toMatchObject([{ path: ["fail"], extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
  });

  test("finds what was written since it last looked", async () => {
    const { body } = await send(`mutation {
      a: peek(id: 1) updateShopPerson(id: 1, patch: {name: "Adele"}) { now } b: peek(id: 1)
    }`);
    expect(body.data).toEqual({ a: "Ada", updateShopPerson: { now: "Adele" }, b: "Adele" });
  });

  test("is done again with fresh loaders where it could not be serialized", async () => {
    const { body } = await send(
      "mutation @transaction(isolation: REPEATABLE_READ, retries: 2) { fight { name score } }",
    );
    expect(body).toEqual({ data: { fight: { name: "Ada again", score: 1 } } });
    expect(witness.seen).toEqual(["Ada", "Ada again"]);
  });

  test("ends when the client leaves", async () => {
    const controller = new AbortController();
    const leaving = fetch(shop.gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "mutation { nap }" }),
      signal: controller.signal,
    });
    const napping = "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
    await expect.poll(() => shop.shop.query(napping)).toHaveLength(1);
    controller.abort();
    await expect(leaving).rejects.toThrow();
    await expect.poll(() => shop.shop.query(napping)).toHaveLength(0);
    await expect.poll(() => shop.gateway.gateway.pools.get("shop").stats().inUse).toBe(0);
    await expectNothing();
  });

  test("ends when its time is over", async () => {
    const answer = await send("mutation @transaction(timeoutMs: 300) { nap }");
    expect(codes(answer)).toEqual(["STATEMENT_TIMEOUT"]);
    await expectNothing();
  });

  test("that does not wait for a statement is undone, and says so in the log", async () => {
    const answer = await send("mutation { forget }");
    expect([answer.body.data, codes(answer)]).toEqual([null, ["INTERNAL_SERVER_ERROR"]]);
    await expectNothing();
  });

  test("has something called once all is committed, however often it was tried", async () => {
    const directive = "@transaction(scope: DATABASE, isolation: SERIALIZABLE, retries: 3)";
    const { body } = await send(`mutation ${directive} { announce(id: 70, throws: true) }`);
    expect(body).toEqual({ data: { announce: 70 } });
    expect(witness.seen).toEqual(["try Ada", "try Ada once more", "told of 1"]);
  });

  test("has nothing called where it is undone, or writes nothing", async () => {
    const { body } = await send("mutation @transaction(scope: DATABASE) { announce(id: 71) refuse }");
    expect(body.data).toBeNull();
    expect(witness.seen).toHaveLength(1);
    expect(codes(await send("mutation { announceNothing }"))).toEqual(["INTERNAL_SERVER_ERROR"]);
    await expectNothing();
  });

  test("writes nothing after its transaction has ended", async () => {
    expect((await send("mutation { linger }")).body).toEqual({ data: { linger: 1 } });
    await expect(witness.late?.()).rejects.toThrow('A lease of database "shop" was used after its work had ended');
    await expectNothing();
  });

  test("tries something out in a savepoint", async () => {
    expect((await send("mutation { tryOut }")).body).toEqual({ data: { tryOut: 1 } });
    expect(await shop.people()).toEqual([1, 2, 90]);
  });

  test("cannot give a savepoint an isolation of its own", async () => {
    expect(codes(await send("mutation { isolated }"))).toEqual(["INTERNAL_SERVER_ERROR"]);
    await expectNothing();
  });

  test("has a transaction of its own where it begins one by hand", async () => {
    expect(codes(await send("mutation { byHand }"))).toEqual(["INTERNAL_SERVER_ERROR"]);
    expect(await shop.people()).toEqual([1, 2, 92]);
  });

  test("does not write what it did not name", async () => {
    const { body } = await send("mutation { undeclared }");
    expect(body).toMatchObject({
      data: null,
      errors: [
        { message: expect.stringContaining('writes: ["shop"]'), extensions: { code: "READ_ONLY", database: "shop" } },
      ],
    });
    await expectNothing();
  });
});
