import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { keyRules, sqlOf } from "./key-rules.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(keyRules.map(sqlOf).join("\n"));
  gateway = await startGateway({ databases: { db: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

test.each(keyRules)("$table: $lookups", ({ table, lookups, reason }) => {
  const { model } = gateway.gateway;
  const found = model.databases.flatMap(({ tables }) => tables).find((each) => each.name === table);
  expect(
    found?.lookups.map(({ field, columns }) => `${field}(${columns.map((column) => column.field).join(", ")})`),
  ).toEqual(lookups);
  const reasons = model.omissions.filter(({ place }) => place.startsWith(`db.public.${table} (key `));
  expect(reasons.map((omission) => omission.reason)).toEqual(reason === undefined ? [] : [reason]);
});

test("why a parent's key does not count", async () => {
  await database.query("insert into parent values (1); insert into parent_child values (1)");
  expect(await gateway.data("{ parents(where: {id: {eq: 1}}) { id } }")).toEqual({ parents: [{ id: 1 }, { id: 1 }] });
});

test("why a key of another collation, or another equality, does not count", async () => {
  await database.query("insert into caseless values ('a'), ('A'); insert into by_image values (1.0), (1.00)");
  const query = '{ caselesses(where: {sku: {eq: "a"}}) { sku } byImages(where: {price: {eq: "1"}}) { price } }';
  expect(await gateway.data(query)).toEqual({
    caselesses: [{ sku: "a" }, { sku: "A" }],
    byImages: [{ price: "1.0" }, { price: "1.00" }],
  });
});
