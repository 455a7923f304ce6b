import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FilterCases, listOf, startFilterCases } from "../../support/filter-cases.ts";
import { columnCases } from "./operator-cases.ts";

let running: FilterCases;
beforeAll(async () => {
  running = await startFilterCases();
});
afterAll(() => running?.dispose());

describe.each(columnCases)("$column $type", (columnCase) => {
  const { column, cases } = columnCase;
  test.each(cases)("{%s} is %s", async (filter, condition) => {
    const list = listOf(columnCase);
    const data = await running.gateway.data(`{
      is: ${list}(where: {c: {${filter}}}) { id }
      not: ${list}(where: {not: {c: {${filter}}}}) { id }
    }`);
    const rows = (sql: string) => running.database.query(`select id from ${column}_case where ${sql} order by id`);
    expect(data).toEqual({ is: await rows(condition), not: await rows(`not (${condition})`) });
  });
});
