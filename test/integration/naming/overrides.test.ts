import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DatabaseConfig, resolveConfig } from "../../../src/config/index.ts";
import { openGateway } from "../../../src/gateway/index.ts";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway } from "../../support/gateway.ts";

const sql = `
  create schema audit;
  create type st as enum ('NEW', 'OLD');
  create table tbl_cust (id int primary key, nm text, secret text);
  create table tbl_ord (id int primary key, cust int references tbl_cust, tot numeric, st st, internal int);
  create table junk (id int primary key, ord_id int references tbl_ord);
  create table audit.log (id int primary key, ord_id int references tbl_ord);
  create view totals as select cust, sum(tot) as sum from tbl_ord group by cust;
  insert into tbl_cust values (1, 'Ada', 'canary');
  insert into tbl_ord values (7, 1, 9.50, 'NEW', 3);
  insert into audit.log values (1, 7);
`;

const operation = `{
  shopPurchases(where: {amount: {gt: "1"}, state: {eq: NEW}}, orderBy: [{amount: DESC}]) {
    id amount state buyer { name purchases { id } }
  }
  shopPurchase(id: 7) { __typename }
  shopTotal(customerId: 1) { sum }
}`;
const answer = {
  shopPurchases: [{ id: 7, amount: "9.50", state: "NEW", buyer: { name: "Ada", purchases: [{ id: 7 }] } }],
  shopPurchase: { __typename: "ShopPurchase" },
  shopTotal: { sum: "9.50" },
};

const totals = { key: ["cust"], columns: { cust: { name: "customerId" } } };

async function rootFields(gateway: Awaited<ReturnType<typeof startGateway>>) {
  const fields = Object.values(gateway.gateway.schema.getQueryType()?.getFields() ?? {});
  return fields.filter(({ extensions }) => extensions.sluice?.kind !== "gateway").map(({ name }) => name);
}

describe("names and hidden things", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(sql);
  });
  afterAll(() => database?.dispose());

  const expectRenamed = async (config: DatabaseConfig) => {
    const schemas = ["public", "audit"];
    const gateway = await startGateway({ databases: { shop: { url: database.url, schemas, ...config } } });
    try {
      expect(await gateway.data(operation)).toEqual(answer);
      const { body } = await gateway.send("{ shopClients { secret } }");
      expect(body.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
      expect((await rootFields(gateway)).sort()).toEqual([
        "shopClient",
        "shopClients",
        "shopClientsConnection",
        "shopEntries",
        "shopEntriesConnection",
        "shopEntry",
        "shopPurchase",
        "shopPurchases",
        "shopPurchasesConnection",
        "shopTotal",
        "shopTotals",
        "shopTotalsConnection",
      ]);
      const type = gateway.gateway.schema.getType("ShopPurchase");
      expect(type && "getFields" in type && Object.keys(type.getFields())).toEqual([
        "id",
        "custId",
        "amount",
        "state",
        "buyer",
        "entries",
        "entriesConnection",
      ]);
      expect(gateway.gateway.schema.getType("ShopOrderState")).toBeDefined();
    } finally {
      await gateway.dispose();
    }
  };

  test("by configuration", async () => {
    await expectRenamed({
      tables: {
        tbl_cust: { name: "Client", columns: { nm: { name: "name" }, secret: { hidden: true } } },
        tbl_ord: {
          name: "Purchase",
          columns: {
            cust: { name: "custId" },
            tot: { name: "amount" },
            st: { name: "state" },
            internal: { hidden: true },
          },
          relations: { tbl_ord_cust_fkey: { field: "buyer", inverse: "purchases" } },
        },
        junk: { hidden: true },
        "audit.log": { name: "Entry", relations: { log_ord_id_fkey: { inverse: "entries" } } },
        totals,
      },
      types: { st: { name: "OrderState" } },
    });
  });

  test("by comments", async () => {
    await database.query(`
      comment on table tbl_cust is 'Who buys. @name Client';
      comment on column tbl_cust.nm is '@name name';
      comment on column tbl_cust.secret is '@hidden';
      comment on table tbl_ord is E'@name Purchase\\nWhat is bought.\\n@deprecated use sales, which has returns';
      comment on column tbl_ord.cust is '@name custId';
      comment on column tbl_ord.tot is 'With taxes. @name amount';
      comment on column tbl_ord.st is '@name state @deprecated';
      comment on column tbl_ord.internal is 'For us alone. @hidden';
      comment on constraint tbl_ord_cust_fkey on tbl_ord is '@field buyer @inverse purchases';
      comment on table junk is '@hidden';
      comment on table audit.log is '@name Entry';
      comment on constraint log_ord_id_fkey on audit.log is '@inverse entries';
      comment on type st is 'How far it is. @name OrderState';
    `);
    await expectRenamed({ tables: { totals } });
  });

  test("and what is deprecated says so to those who ask", async () => {
    const gateway = await startGateway({ databases: { shop: { url: database.url, tables: { totals } } } });
    const fields = "fields(includeDeprecated: true) { name isDeprecated deprecationReason }";
    const data = await gateway.data(`{
      query: __type(name: "Query") { ${fields} }
      purchase: __type(name: "ShopPurchase") { description ${fields} }
      state: __type(name: "ShopOrderState") { description }
    }`);
    const use = { isDeprecated: true, deprecationReason: "use sales, which has returns" };
    expect(data.query).toEqual({
      fields: expect.arrayContaining([
        { name: "shopPurchases", ...use },
        { name: "shopPurchase", ...use },
        { name: "shopClients", isDeprecated: false, deprecationReason: null },
      ]),
    });
    expect(data.purchase).toEqual({
      description: "What is bought.",
      fields: expect.arrayContaining([
        { name: "state", isDeprecated: true, deprecationReason: "No longer supported" },
        { name: "amount", isDeprecated: false, deprecationReason: null },
      ]),
    });
    expect(data.state).toEqual({ description: "How far it is." });
    expect(await gateway.data("{ shopPurchases { state } }")).toEqual({ shopPurchases: [{ state: "NEW" }] });
    await gateway.dispose();
  });

  test("what the database does not have stops the start, with all that is wrong", async () => {
    const tables: DatabaseConfig["tables"] = {
      tbl_or: {},
      tbl_ord: { columns: { totl: { name: "a" } }, relations: { fk: { field: false } } },
    };
    const schemas = ["public", "publik", "pg_catalog"];
    const start = startGateway({ databases: { shop: { url: database.url, schemas, tables } } });
    await expect(start).rejects.toThrow(`The configuration does not fit the databases:
  databases.shop.schemas[1]: "publik" is no schema of this database; did you mean "public"?
  databases.shop.schemas[2]: "pg_catalog" is no schema of this database; known are audit, public
  databases.shop.tables.tbl_or: is no table of shop that is exposed; did you mean "tbl_ord"?
  databases.shop.tables.tbl_ord.columns.totl: is no column of public.tbl_ord; did you mean "tot"?
  databases.shop.tables.tbl_ord.relations.fk: is no foreign key of public.tbl_ord; known are tbl_ord_cust_fkey`);
  });
});

describe("names that clash", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(`
      create table "user" (id int primary key);
      create table users (id int primary key, customer text, customer_id int references "user", b_x int, "bX" int);
    `);
  });
  afterAll(() => database?.dispose());

  test("stop a configured gateway, which starts once each has the line that it asked for", async () => {
    const databases = (tables: DatabaseConfig["tables"]) => ({
      shop: { url: database.url, ...(tables && { tables }) },
    });
    await expect(startGateway({ databases: databases(undefined) })).rejects.toThrow(
      'shop.public.users: wants the type name ShopUser, which shop.public.user has. Rename it with databases.shop.tables.users.name: "…"',
    );
    const renamed = { name: "Member", columns: { b_x: { name: "underscored" } } };
    await expect(startGateway({ databases: databases({ users: renamed }) })).rejects.toThrow(
      'databases.shop.tables.users.relations.users_customer_id_fkey.field: "…"',
    );
    const relations = { users_customer_id_fkey: { field: "account" } };
    const gateway = await startGateway({ databases: databases({ users: { ...renamed, relations } }) });
    expect(await gateway.data("{ shopMembers { customer account { id } underscored bX } shopUsers { id } }")).toEqual({
      shopMembers: [],
      shopUsers: [],
    });
    await gateway.dispose();
  });

  test("leave the later one out where databases were named by URL alone, and the comments that are asked for help", async () => {
    const settings = resolveConfig({ databases: { shop: database.url }, server: { port: 0 } }, { strictNames: false });
    const before = await openGateway(settings);
    expect(before.model.databases[0]?.tables.map(({ name }) => name)).toEqual(["user"]);
    expect(before.notices).toHaveLength(1);
    await before.stop();

    // As the messages have them.
    for (const [notice, name] of [
      [/comment on table public\.users is '@name …'/, "Member"],
      [/comment on column public\.users\.b_x is '@name …'/, "underscored"],
      [/comment on constraint users_customer_id_fkey on public\.users is '@field …'/, "account"],
    ] as const) {
      const gateway = await openGateway(settings);
      const line = gateway.notices.flatMap((each) => notice.exec(each)?.[0] ?? [])[0];
      await gateway.stop();
      await database.query((line ?? "no such notice").replace("…", name));
    }
    const after = await openGateway(settings);
    expect(after.notices).toEqual([]);
    await after.stop();
  });
});
