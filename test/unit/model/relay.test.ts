import { describe, expect, test } from "vitest";
import { column, edgesOf, type ModelInput, modelOf, reference, table, tableOf } from "./support.ts";

const tables = {
  shop: [
    table("customers", [column("id"), column("name", "text")]),
    table("orders", [column("id"), column("customer_id")], {
      keys: [
        { name: "orders_pkey", primary: true, columns: ["id"] },
        { name: "orders_customer", primary: false, columns: ["customer_id", "id"] },
      ],
      foreignKeys: [reference("orders", "customer_id", "customers")],
    }),
    table("totals", [column("id"), column("total")], { kind: "view", keys: [] }),
  ],
};
const relay = (input: Partial<ModelInput> = {}) => modelOf({ tables, config: { relay: true }, ...input });

/** Every name of a table, by what has it. */
function namesOf(model: ReturnType<typeof modelOf>) {
  return model.databases
    .flatMap((database) => database.tables)
    .map((each) => ({
      types: [each.typeName, each.whereName, each.connection, each.columnEnum?.name],
      fields: each.columns.map(({ field }) => field),
      roots: [each.listField, ...each.lookups.map(({ field }) => field)],
      edges: edgesOf(model),
    }));
}

test("a column id is rowId wherever a column has its field's name", () => {
  const orders = tableOf(relay(), "orders");
  expect(orders.columns.map(({ field }) => field)).toEqual(["rowId", "customerId"]);
  expect(orders.columnEnum?.values.map(({ name }) => name)).toEqual(["ROW_ID", "CUSTOMER_ID"]);
  expect(orders.lookups.map(({ columns }) => columns.map(({ field }) => field))).toEqual([
    ["rowId"],
    ["customerId", "rowId"],
  ]);
});

test("it renames nothing else", () => {
  const renamed = namesOf(modelOf({ tables })).map((each) => ({
    ...each,
    fields: each.fields.map((field) => (field === "id" ? "rowId" : field)),
  }));
  expect(namesOf(relay())).toEqual(renamed);
});

test("rows of a table with a key have an id, which the key makes", () => {
  const ids = (model: ReturnType<typeof modelOf>) =>
    ["customers", "orders", "totals"].map((name) => tableOf(model, name).idColumns?.map((each) => each.name));
  expect(ids(relay())).toEqual([["id"], ["id"], undefined]);
  expect(ids(modelOf({ tables }))).toEqual([undefined, undefined, undefined]);
  const declared = { shop: { tables: { totals: { key: ["id", "total"] } } } };
  expect(ids(relay({ databases: declared }))[2]).toEqual(["id", "total"]);
});

test("a key that is declared later renames nothing", () => {
  const fields = (model: ReturnType<typeof modelOf>) => tableOf(model, "totals").columns.map(({ field }) => field);
  const declared = { shop: { tables: { totals: { key: ["id"] } } } };
  expect(fields(relay({ databases: declared }))).toEqual(fields(relay()));
});

describe("a name that was given", () => {
  const named = (name: string) => ({ shop: { tables: { customers: { columns: { id: { name } } } } } });

  test("is the column's name", () => {
    expect(tableOf(relay({ databases: named("number") }), "customers").columns[0]?.field).toBe("number");
  });

  test("cannot be the gateway's", () => {
    expect(() => relay({ databases: named("id") })).toThrow(
      "shop.public.customers.id: wants the field ShopCustomer.id, which the gateway has. Rename it with",
    );
  });
});
