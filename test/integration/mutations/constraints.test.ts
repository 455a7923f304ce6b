import { afterAll, beforeAll, expect, test } from "vitest";
import { startGateway } from "../../support/gateway.ts";
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

test("what a trigger raises is told where the configuration says so", async () => {
  await shop.database.query(`
    create function complain() returns trigger language plpgsql as $$
      begin
        if new.text = 'state' then raise exception 'not of today' using errcode = 'SH001'; end if;
        if new.text = 'long' then raise exception '%', repeat('x', 5000); end if;
        assert new.text <> 'assert', 'never told'; return new;
      end $$;
    create trigger complain before insert on plain for each row execute function complain();
  `);
  const open = await startGateway({
    databases: { main: { url: shop.database.url, prefix: "", raisedMessages: true } },
  });
  const told = async (field: string) => {
    const { body } = await open.send(`mutation { ${field} { __typename } }`);
    expect(body).toMatchObject({ data: null, errors: [{ extensions: { code: "RAISED", database: "main" } }] });
    return body.errors?.[0]?.message;
  };
  try {
    expect(await told('createStamp(input: {id: 1, text: "bad"})')).toBe("secret of the trigger");
    expect(await told('createPlain(input: {text: "state"})')).toBe("not of today");
    expect(await told('createPlain(input: {text: "long"})')).toBe("x".repeat(1000));
    expect(await told('createPlain(input: {text: "assert"})')).toBe(
      'A function of database "main" refused the request.',
    );
  } finally {
    await open.dispose();
  }
});
