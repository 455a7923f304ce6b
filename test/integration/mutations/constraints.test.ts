import { afterAll, beforeAll, expect, test } from "vitest";
import { type Shop, startShop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
  await shop.database.query("insert into stays values (1, 1, '[2024-01-01,2024-01-05)')");
});
afterAll(() => shop?.dispose());

test.each([
  ['createCustomer(input: {name: "Ada"})', "UNIQUE_VIOLATION", "customers_name_key", ["name"]],
  ["createOrder(input: {customerId: 99})", "FOREIGN_KEY_VIOLATION", "orders_customer_id_fkey", ["customerId"]],
  ["createOrder(input: {approverId: 99})", "FOREIGN_KEY_VIOLATION", "orders_approver_id_fkey", ["approverId"]],
  ["deleteCustomer(id: 1)", "FOREIGN_KEY_VIOLATION", "orders_customer_id_fkey", ["customerId"]],
  ["updateCustomer(id: 1, patch: {name: null})", "NOT_NULL_VIOLATION", undefined, ["name"]],
  ['updateCustomer(id: 1, increment: {credit: "-99"})', "CHECK_VIOLATION", "customers_credit_check", ["credit"]],
  [
    'createStay(input: {id: 2, room: 1, during: {lower: "2024-01-04"}})',
    "EXCLUSION_VIOLATION",
    "stays_room_excl",
    ["room", "during"],
  ],
  ['createStamp(input: {id: 1, text: "bad"})', "RAISED", undefined, undefined],
])("%s is %s", async (field, code, constraint, columns) => {
  const { body } = await shop.gateway.send(`mutation { ${field} { __typename } }`);
  expect(body.data).toBeNull();
  expect(body.errors).toHaveLength(1);
  const [error] = body.errors ?? [];
  expect(error?.extensions).toEqual({
    code,
    database: "main",
    ...(constraint && { constraint }),
    ...(columns && { columns }),
  });
  // No value of this row or another one, and no word of the database's own.
  expect(error?.message).not.toMatch(/Ada|99|2024|secret/);
});
