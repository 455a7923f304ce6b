import { afterAll, beforeAll, expect, test } from "vitest";
import { type Shop, startShop } from "./shop.ts";

// Where the types above a field could be several, one path leads to different selections.
let shop: Shop;
beforeAll(async () => {
  shop = await startShop((builder) => {
    builder.tableField("ShopPerson", "label", (t) =>
      t.field({ type: "String", needs: ["name"], resolve: ({ name }) => name.toUpperCase() }),
    );
    const person = builder.table("ShopPerson");
    const box = builder.objectRef<{ personId: number }>("Box").implement({
      fields: (t) => ({ person: t.field({ type: person, resolve: ({ personId }) => personId }) }),
    });
    const [left, right] = ["Left", "Right"].map((name) =>
      builder.objectRef<{ kind: string; personId: number }>(name).implement({
        fields: (t) => ({ box: t.field({ type: box, resolve: (side) => side }) }),
      }),
    );
    if (!left || !right) throw new Error("There are two sides.");
    const side = builder.unionType("Side", { types: [left, right], resolveType: ({ kind }) => kind });
    builder.queryField("sides", (t) =>
      t.field({
        type: [side],
        resolve: () => [
          { kind: "Left", personId: 1 },
          { kind: "Right", personId: 1 },
        ],
      }),
    );
  }, true);
});
afterAll(() => shop?.dispose());

test("fields of one's own are there behind ids of all rows", async () => {
  const { shopPeople } = await shop.gateway.data("{ shopPeople(limit: 1) { id } }");
  expect(shopPeople).toMatchObject([{ id: expect.any(String) }]);
  const [row] = Array.isArray(shopPeople) ? shopPeople : [];
  expect(
    await shop.gateway.data(
      "query ($id: ID!) { node(id: $id) { ... on ShopPerson { label } } nodes(ids: [$id]) { __typename ... on ShopPerson { label } } }",
      { id: row?.id },
    ),
  ).toEqual({ node: { label: "ADA" }, nodes: [{ __typename: "ShopPerson", label: "ADA" }] });
});

test("each type has its own selection below one path, links included", async () => {
  expect(
    await shop.gateway.data(`{ sides {
      ... on Left { box { person { name bills(limit: 1, orderBy: [{rowId: ASC}]) { amount } } } }
      ... on Right { box { person { label bills(limit: 1, orderBy: [{rowId: DESC}]) { billId: rowId } } } }
    } }`),
  ).toEqual({
    sides: [
      { box: { person: { name: "Ada", bills: [{ amount: 5 }] } } },
      { box: { person: { label: "ADA", bills: [{ billId: 3 }] } } },
    ],
  });
});
