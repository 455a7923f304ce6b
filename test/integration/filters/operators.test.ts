import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { exposedTable } from "../../support/oddities/exposed.ts";
import { setupSql } from "../../support/values/cases.ts";
import { columnCases } from "./operator-cases.ts";

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  const tables = columnCases.map(({ column, type, values }) => {
    const rows = [...values.map(quoted), "null"].map((value, index) => `(${index + 1}, ${value})`);
    return `create table ${column}_case (id int primary key, c ${type}); insert into ${column}_case values ${rows};`;
  });
  database = await createDatabase([setupSql, ...tables].join("\n"));
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

describe.each(columnCases)("$column $type", ({ column, cases }) => {
  test.each(cases)("{%s} is %s", async (filter, condition) => {
    const { name: list } = exposedTable(gateway.gateway.schema, `${column}_case`).list;
    const data = await gateway.data(`{
      is: ${list}(where: {c: {${filter}}}) { id }
      not: ${list}(where: {not: {c: {${filter}}}}) { id }
    }`);
    const rows = (sql: string) => database.query(`select id from ${column}_case where ${sql} order by id`);
    expect(data).toEqual({ is: await rows(condition), not: await rows(`not (${condition})`) });
  });
});
