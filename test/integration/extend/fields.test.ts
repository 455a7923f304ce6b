import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Shop, startShop } from "./shop.ts";

let shop: Shop;
let calls: unknown[] = [];
beforeAll(async () => {
  shop = await startShop((builder) => {
    builder.tableField("ShopPerson", "label", (t) =>
      t.field({
        type: "String",
        nullable: false,
        needs: ["id", "name"],
        args: { mark: t.arg.string() },
        resolve: (person, { mark }) => {
          calls.push(person);
          return `${person.id}${mark ?? ":"}${person.name}`;
        },
      }),
    );
    builder.tableField("ShopPerson", "typed", (t) =>
      t.field({ type: "JSON", needs: ["score", "tags", "doc", "born", "span"], resolve: typesOf }),
    );
    builder.tableField("ShopPerson", "nothing", (t) =>
      t.field({ type: "Int", resolve: (row) => Object.keys(row).length }),
    );
    builder.tableField("BillingBill", "payer", (t) =>
      t.field({ type: builder.table("ShopPerson"), needs: ["personId"], resolve: ({ personId }) => personId }),
    );
    builder.tableField("ShopPerson", "self", (t) =>
      t.field({ type: builder.table("ShopPerson"), needs: ["id"], resolve: (row) => row }),
    );
    builder.tableField("ShopPerson", "lost", (t) =>
      t.field({ type: builder.table("ShopPerson"), needs: ["id"], resolve: ({ id }) => id + 1_000_000 }),
    );
    builder.tableField("ShopPerson", "everyone", (t) =>
      t.field({ type: [builder.table("ShopPerson")], resolve: () => [2, 99, 1] }),
    );
    builder.tableField("ShopNote", "parts2", (t) =>
      t.field({
        type: [builder.table("ShopPart")],
        needs: ["id"],
        resolve: ({ id }) => [1, 2, 3].map((line) => ({ noteId: id, line })),
      }),
    );
    builder.queryField("someone", (t) =>
      t.field({
        type: builder.table("ShopPerson"),
        args: { id: t.arg.int({ required: true }) },
        resolve: (_, { id }) => id,
      }),
    );
    const own = builder.objectRef<{ ids: number[] }>("OwnGroup").implement({
      fields: (t) => ({
        size: t.int({ resolve: ({ ids }) => ids.length }),
        ids: t.exposeIntList("ids"),
        people: t.field({ type: [builder.table("ShopPerson")], resolve: ({ ids }) => ids }),
      }),
    });
    builder.queryField("groups", (t) =>
      t.field({ type: [own], nullable: false, resolve: () => [{ ids: [1] }, { ids: [2, 1] }, { ids: [] }] }),
    );
  });
});
afterAll(() => shop?.dispose());

/** What a resolver is given, with the types that only code sees. */
function typesOf(row: { score: number | null; tags: unknown; doc: unknown; born: string | null; span: unknown }) {
  return { ...row, score: String(row.score), isNumber: typeof row.score === "number" };
}

const data = (query: string) => shop.gateway.data(query);
const texts = async (query: string) => (await shop.gateway.statements(query)).map(({ sql }) => sql);

describe("needs", () => {
  test("are read with the row, in its statement, whatever the client selected", async () => {
    calls = [];
    const query = "{ shopPeople(orderBy: [{id: ASC}]) { label } }";
    expect(await data(query)).toEqual({ shopPeople: [{ label: "1:Ada" }, { label: "2:Ben" }] });
    expect(calls).toEqual([
      { id: 1, name: "Ada" },
      { id: 2, name: "Ben" },
    ]);
    expect(await texts(query)).toHaveLength(1);
  });

  test("are not what the client calls by their names", async () => {
    const query = `{ shopPeople(where: {id: {eq: 1}}) { id: name name: id score: label(mark: "/") label: __typename } }`;
    expect(await data(query)).toEqual({ shopPeople: [{ id: "Ada", name: 1, score: "1/Ada", label: "ShopPerson" }] });
  });

  test("are not read where the field is not selected", async () => {
    const [asked] = await texts("{ shopPeople { id label } }");
    const [without] = await texts(`{ shopPeople { id label @skip(if: true) } }`);
    expect(asked).toContain('"$.name"');
    expect(without).not.toContain("name");
  });

  test("are there behind relations, links, connections, keys and fragments", async () => {
    const person = { label: "1:Ada" };
    expect(
      await data(`{
        shopNotes(where: {id: {eq: 10}}) { person { ...Label } }
        billingBills(where: {id: {eq: 1}}) { person { ...Label } }
        shopPeopleConnection(first: 1) { nodes { ...Label } edges { node { ...Label } } }
        shopPerson(id: 1) { ... on ShopPerson { ...Label } }
      } fragment Label on ShopPerson { label }`),
    ).toEqual({
      shopNotes: [{ person }],
      billingBills: [{ person }],
      shopPeopleConnection: { nodes: [person], edges: [{ node: person }] },
      shopPerson: person,
    });
  });

  test("have the values of TypeScript", async () => {
    const { shopPerson } = await data("{ shopPerson(id: 1) { typed } }");
    expect(shopPerson).toEqual({
      typed: {
        score: "NaN",
        isNumber: true,
        tags: ["a", null],
        doc: { n: 1.5, big: Number("12345678901234567890") },
        born: "2025-03-01T12:00:00+00:00",
        span: { lower: 1, upper: 5, lowerInclusive: true, upperInclusive: false, empty: false },
      },
    });
  });

  test("may be none", async () => {
    expect(await data("{ shopPeople(limit: 1) { nothing } }")).toEqual({ shopPeople: [{ nothing: 0 }] });
  });
});

describe("a field that leads to rows", () => {
  test("reads what is selected of them in one statement", async () => {
    const query = "{ billingBills(orderBy: [{id: ASC}]) { payer { name notes { id } bills { id } label } } }";
    const ada = { name: "Ada", notes: [{ id: "10" }, { id: "11" }], bills: [{ id: 1 }, { id: 3 }], label: "1:Ada" };
    const ben = { name: "Ben", notes: [{ id: "12" }], bills: [{ id: 2 }], label: "2:Ben" };
    expect(await data(query)).toEqual({ billingBills: [{ payer: ada }, { payer: ben }, { payer: ada }] });
    expect((await shop.gateway.statements(query)).map(({ database }) => database)).toEqual([
      "billing",
      "shop",
      "billing",
    ]);
  });

  test("below itself is one statement more for each level", async () => {
    const query = "{ shopPeople(orderBy: [{id: ASC}]) { self { self { name } } } }";
    expect(await data(query)).toEqual({
      shopPeople: [{ self: { self: { name: "Ada" } } }, { self: { self: { name: "Ben" } } }],
    });
    expect(await texts(query)).toHaveLength(3);
  });

  test("is null where there is no row, also in a list", async () => {
    expect(await data("{ shopPerson(id: 1) { lost { id } everyone { name } } }")).toEqual({
      shopPerson: { lost: null, everyone: [{ name: "Ben" }, null, { name: "Ada" }] },
    });
  });

  test("takes the key of several columns as an object", async () => {
    expect(await data("{ shopNote(id: 10) { parts2 { line doc } } }")).toEqual({
      shopNote: { parts2: [{ line: 1, doc: [1] }, { line: 2, doc: null }, null] },
    });
  });

  test("stands at the root, and under aliases with other arguments and selections", async () => {
    expect(await data("{ a: someone(id: 1) { name } b: someone(id: 2) { id notes { text } } }")).toEqual({
      a: { name: "Ada" },
      b: { id: 2, notes: [{ text: "third" }] },
    });
  });

  test("stands below types of one's own, a statement for all of them", async () => {
    const query = "{ groups { size ids people { name bills(where: {amount: {gt: 5}}) { amount } } } }";
    const ada = { name: "Ada", bills: [{ amount: 9 }] };
    const ben = { name: "Ben", bills: [{ amount: 7 }] };
    expect(await data(query)).toEqual({
      groups: [
        { size: 1, ids: [1], people: [ada] },
        { size: 2, ids: [2, 1], people: [ben, ada] },
        { size: 0, ids: [], people: [] },
      ],
    });
    expect(await texts(query)).toHaveLength(2);
  });

  test("below a list of 1,000 rows is one statement", async () => {
    await shop.billing.query("insert into bills select n, 1 + n % 2, n from generate_series(1001, 2000) as n");
    const query = "{ billingBills(where: {id: {gt: 1000}}) { payer { label } } }";
    const { billingBills } = await data(query);
    expect(billingBills).toHaveLength(1000);
    const statements = await shop.gateway.statements(query);
    await shop.billing.query("delete from bills where id > 1000");
    expect(statements.map(({ database, rows }) => ({ database, rows }))).toEqual([
      { database: "billing", rows: 1000 },
      { database: "shop", rows: 2 },
    ]);
  });

  test("shows one moment with all that an operation reads", async () => {
    expect(
      await data("query @transaction { shopPeople(limit: 1) { id } billingBills(limit: 1) { payer { name } } }"),
    ).toEqual({ shopPeople: [{ id: 1 }], billingBills: [{ payer: { name: "Ada" } }] });
  });
});
