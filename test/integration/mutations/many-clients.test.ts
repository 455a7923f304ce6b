import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

const clients = 100;

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table customers (id int generated always as identity primary key, email text not null unique);
    create table orders (
      id int generated always as identity primary key, customer_id int not null references customers, note text not null
    );
    create table items (
      order_id int references orders, line int, quantity int not null check (quantity > 0), primary key (order_id, line)
    );
    insert into customers (email) select 'known' || n from generate_series(0, 9) n;
  `);
  const pool = { size: 4, overflow: 4, acquireTimeout: 60_000 };
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "", pool } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const fields = "id note customer { email } items(orderBy: {line: ASC}) { line quantity }";
const held = async () => {
  const rows = await database.query(`
    select o.id, json_build_object('id', o.id, 'note', o.note, 'customer', json_build_object('email', c.email), 'items',
      coalesce((select json_agg(json_build_object('line', line, 'quantity', quantity) order by line) from items where order_id = o.id), '[]')) as order
    from orders o join customers c on c.id = o.customer_id order by o.id`);
  return rows.map(({ id, order }) => ({ id, order }));
};
const all = <Result>(work: (client: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: clients }, (_, client) => work(client)));

test("what the database holds is what the answers said", async () => {
  const create = `mutation ($input: OrderInput!) { createOrder(input: $input) { ${fields} } }`;
  const created = await all(async (client) => {
    // Every fourth makes a customer, of whom each two are one; every tenth fails at its last row.
    const customer =
      client % 4 === 0 ? { create: { email: `new${client >> 3}` } } : { connect: { email: `known${client % 10}` } };
    const quantities = Array.from({ length: client % 5 }, (_, line) => ({ line, quantity: client + 1 }));
    const items = client % 10 === 9 ? [...quantities, { line: 99, quantity: 0 }] : quantities;
    return gateway.send(create, { input: { note: `n${client}`, customer, items: { create: items } } });
  });
  const orders = created.flatMap(({ body }) => (body.data ? [body.data.createOrder] : []));
  const codes = new Set(created.flatMap(({ body }) => (body.errors ?? []).map(({ extensions }) => extensions.code)));
  expect(codes).toEqual(new Set(["UNIQUE_VIOLATION", "CHECK_VIOLATION"]));
  expect(new Set((await held()).map(({ order }) => order))).toEqual(new Set(orders));
  const emails = await database.query("select count(*)::int as count from customers where email like 'new%'");
  expect(emails).toEqual([
    { count: new Set(Array.from({ length: clients / 4 }, (_, index) => (index * 4) >> 3)).size },
  ]);
});

test("nor is anything lost of rows that many change at once", async () => {
  const [first] = await held();
  const id = first?.id;
  await database.query(
    `delete from items; insert into items select ${id}, 1000 + n, 1 from generate_series(1, ${clients}) n`,
  );
  const patch = `mutation ($id: Int!, $patch: OrderPatch!) @transaction(retries: 10) { updateOrder(id: $id, patch: $patch) { ${fields} } }`;
  const answers = await all(async (client) => {
    const add = client % 7 === 6 ? [{ line: client, quantity: 0 }] : [{ line: client, quantity: client + 1 }];
    const items = {
      create: add,
      delete: [{ orderIdAndLine: { orderId: id, line: 1001 + client } }],
      // All of them want the same row.
      update: [{ key: { orderIdAndLine: { orderId: id, line: 1100 } }, patch: { quantity: client + 1 } }],
    };
    return gateway.send(patch, { id, patch: { note: `by ${client}`, ...(client !== 99 && { items }) } });
  });
  const succeeded = answers.flatMap(({ body }, client) => (body.errors ? [] : [client]));
  expect(succeeded).toEqual(
    Array.from({ length: clients }, (_, client) => client).filter((client) => client % 7 !== 6),
  );
  const lines = await database.query(`select line from items where order_id = ${id} order by line`);
  const changing = succeeded.filter((client) => client !== 99);
  const left = Array.from({ length: clients }, (_, client) => 1001 + client).filter(
    (line) => !changing.includes(line - 1001),
  );
  expect(lines.map(({ line }) => line)).toEqual([...changing, ...left]);
  // The last one that was committed saw what is there now.
  const now = (await held()).find((each) => each.id === id)?.order;
  expect(answers.map(({ body }) => body.data?.updateOrder)).toContainEqual(now);
  const idle = { inUse: 0, waiting: 0, inTransaction: 0 };
  await expect.poll(() => gateway.gateway.pools.get("main").stats()).toMatchObject(idle);
});
