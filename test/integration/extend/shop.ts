import type { Extend } from "../../../src/graphql/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

/** What the databases hold, as far as the tests' custom fields use it. */
export interface ShopTypes {
  databases: "shop" | "billing";
  tables: {
    ShopPerson: { row: Person; key: "id" };
    ShopNote: { row: { id: string; personId: number; text: string | null }; key: "id" };
    ShopPart: { row: { noteId: string; line: number; doc: unknown }; key: "noteId" | "line" };
    ShopLog: { row: { text: string }; key: never };
    BillingBill: { row: { id: number; personId: number; amount: number | null }; key: "id" };
  };
}

interface Person {
  id: number;
  name: string;
  score: number | null;
  tags: readonly (string | null)[] | null;
  doc: unknown;
  born: string | null;
  span: { lower: number | null; upper: number | null; lowerInclusive: boolean | null } | null;
}

export interface Shop {
  readonly shop: TestDatabase;
  readonly billing: TestDatabase;
  readonly gateway: TestGateway;
  /** What the databases hold of what tests write. */
  people(): Promise<unknown[]>;
  bills(): Promise<unknown[]>;
  dispose(): Promise<void>;
}

const shopSql = `
  create table people (
    id int primary key, name text not null constraint people_name_key unique, score float8, tags text[], doc jsonb, born timestamptz,
    span int4range
  );
  create table notes (id bigint primary key, person_id int not null references people, text text);
  create table parts (note_id bigint references notes, line int, doc jsonb, primary key (note_id, line));
  create table log (text text not null);
  insert into people values
    (1, 'Ada', 'NaN', '{a,null}', '{"n": 1.50, "big": 12345678901234567890}', '2025-03-01 12:00+00', '[1,5)'), (2, 'Ben', null, null, null, null, null);
  insert into notes values (10, 1, 'first'), (11, 1, null), (12, 2, 'third');
  insert into parts values (10, 1, '[1]'), (10, 2, null);
`;

const billingSql = `
  create table bills (id int primary key, person_id int not null, amount int constraint bills_amount_check check (amount > 0));
  insert into bills values (1, 1, 5), (2, 2, 7), (3, 1, 9);
`;

/** Two databases, a link between them, and custom fields. */
export async function startShop(extend: Extend<ShopTypes>, relay = false): Promise<Shop> {
  const [shop, billing] = [await createDatabase(shopSql), await createDatabase(billingSql)];
  const pool = { size: 2 };
  const gateway = await startGateway({
    databases: { shop: { url: shop.url, pool }, billing: { url: billing.url, pool } },
    links: [{ from: "billing.bills.person_id", to: "shop.people.id", field: "person", inverse: "bills" }],
    extend,
    relay,
  });
  const ids = async (database: TestDatabase, table: string) =>
    (await database.query(`select id from ${table} order by id`)).map(({ id }) => id);
  return {
    shop,
    billing,
    gateway,
    people: () => ids(shop, "people"),
    bills: () => ids(billing, "bills"),
    async dispose() {
      await gateway.dispose();
      await shop.dispose();
      await billing.dispose();
    },
  };
}
