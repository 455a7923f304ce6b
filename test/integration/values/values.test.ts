import { getNamedType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { columnOf, exposedTable, operatorsOf } from "../../support/oddities/exposed.ts";
import { cases, type TabledCase } from "../../support/values/cases.ts";
import { createValuesDatabase } from "../../support/values/database.ts";
import { readEqualRows } from "../../support/values/equal-rows.ts";
import { canonical, dataExact } from "../../support/values/exact.ts";
import { literalOf } from "../../support/values/literal.ts";

const compared = cases.filter((each) => each.filter !== "none");
const sent = compared.flatMap((each) =>
  each.values.flatMap(({ send, sql }, index) =>
    send === false ? [] : [{ ...each, id: index + 1, send, from: shortened(sql) }],
  ),
);

let database: TestDatabase;
let equalRows: Awaited<ReturnType<typeof readEqualRows>>;
beforeAll(async () => {
  database = await createValuesDatabase();
  equalRows = await readEqualRows(database, compared);
});
afterAll(() => database?.dispose());

/** What a database may have been told that changes how Postgres prints and reads values. */
const surroundings: readonly { readonly name: string; readonly settings: Readonly<Record<string, string>> }[] = [
  { name: "settings as they are", settings: {} },
  {
    name: "verbose intervals, few digits, escaped bytes",
    settings: {
      timezone: "America/St_Johns",
      intervalstyle: "postgres_verbose",
      datestyle: "SQL, DMY",
      extra_float_digits: "-15",
      bytea_output: "escape",
    },
  },
  {
    name: "German dates, SQL intervals, backslashes as escapes",
    settings: {
      timezone: "Asia/Kathmandu",
      intervalstyle: "sql_standard",
      datestyle: "German, YMD",
      extra_float_digits: "3",
      bytea_output: "hex",
      standard_conforming_strings: "off",
      transform_null_equals: "on",
      quote_all_identifiers: "on",
      xmloption: "document",
    },
  },
  {
    name: "Postgres' own dates, arrays without null",
    settings: {
      timezone: "<+14:59>-14:59",
      intervalstyle: "postgres",
      datestyle: "Postgres, MDY",
      array_nulls: "off",
      xmlbinary: "hex",
    },
  },
];

describe.each(surroundings)("$name", ({ settings }) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    const changes = Object.entries(settings).map(([name, value]) => `set ${name} = '${value}'`);
    await database.query(`alter database ${database.name} reset all`);
    for (const change of changes) await database.query(`alter database ${database.name} ${change}`);
    gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
  });
  afterAll(() => gateway?.dispose());

  const tableOf = (each: TabledCase) => exposedTable(gateway.gateway.schema, each.table);

  test.each(cases)("$sql comes out as Postgres has it", async (each) => {
    const { list } = tableOf(each);
    const { selection = "" } = each;
    const data = await dataExact(gateway.url, `{ rows: ${list.name} { id value ${selection} required ${selection} } }`);
    const expected = [...each.values.map(({ out }) => [out, out]), ["null", each.values[0]?.out]].map(
      ([value, required], index) => `{"id":${index + 1},"value":${value},"required":${required}}`,
    );
    expect(JSON.stringify(data.rows)).toBe(canonical(`[${expected}]`));
  });

  test.each(sent)("$sql: $from goes in again and finds its row", async (each) => {
    const table = tableOf(each);
    const type = operatorsOf(table, "value").get("eq");
    if (!type) throw new Error("There is no eq.");
    const { same, others } = equalRows(each.table, each.id);
    const isList = each.graphql.startsWith("[") || each.filter === "eq";
    const isOrdered = each.filter === "order";
    const expected = {
      eq: same,
      ne: others,
      ...(!isList && { in: same, notIn: others }),
      ...(isOrdered && { within: same, below: [] }),
    };
    const query = (value: string, variable: string) => {
      const rows = (filter: string) => `${table.list.name}(where: {value: {${filter}}}) { id }`;
      return `query ${variable} {
        eq: ${rows(`eq: ${value}`)}
        ne: ${rows(`ne: ${value}`)}
        ${isList ? "" : `in: ${rows(`in: [${value}]`)} notIn: ${rows(`notIn: [${value}]`)}`}
        ${isOrdered ? `within: ${rows(`gte: ${value}, lte: ${value}`)} below: ${rows(`gt: ${value}, lt: ${value}`)}` : ""}
      }`;
    };
    const answers = [await dataExact(gateway.url, query("$value", `($value: ${type}!)`), `{"value":${each.send}}`)];
    const literal = literalOf(each.send, type);
    if (literal !== undefined) answers.push(await dataExact(gateway.url, query(literal, "")));
    for (const answer of answers) expect(JSON.parse(JSON.stringify(answer))).toEqual(expected);
  });
});

describe("columns", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
  });
  afterAll(() => gateway?.dispose());

  test.each(cases)("$sql is $graphql", ({ table, graphql, sql }) => {
    const exposed = exposedTable(gateway.gateway.schema, table);
    expect(String(columnOf(exposed, "value").type)).toBe(graphql);
    // What JSON cannot hold, and what is JSON's null, is null in every column.
    const isPromised = graphql !== "Float" && sql !== "json" && sql !== "jsonb";
    expect(String(columnOf(exposed, "required").type)).toBe(`${graphql}${isPromised ? "!" : ""}`);
  });

  test.each(cases)("$sql has the operators of its order ($filter)", ({ table, graphql, filter }) => {
    const exposed = exposedTable(gateway.gateway.schema, table);
    const known = ["eq", "ne", "in", "notIn", "gt", "gte", "lt", "lte", "isNull"];
    const has = [...operatorsOf(exposed, "value").keys()].filter((name) => known.includes(name));
    const equality =
      filter === "none" ? [] : ["eq", "ne", ...(graphql.startsWith("[") || filter === "eq" ? [] : ["in", "notIn"])];
    const order = filter === "order" ? ["gt", "gte", "lt", "lte"] : [];
    expect(has.sort()).toEqual([...equality, ...order, "isNull"].sort());
  });

  test.each(cases)("$sql is null only where there is no value", async ({ table, values }) => {
    const { list } = exposedTable(gateway.gateway.schema, table);
    const answer = await gateway.data(`{
      none: ${list.name}(where: {value: {isNull: true}}) { id }
      some: ${list.name}(where: {value: {isNull: false}}) { id }
    }`);
    expect(answer).toEqual({ none: [{ id: values.length + 1 }], some: values.map((_, index) => ({ id: index + 1 })) });
  });

  test("ranges over one scalar share one type", () => {
    const typeOf = (sql: string) => {
      const found = cases.find((each) => each.sql === sql);
      return found && getNamedType(columnOf(exposedTable(gateway.gateway.schema, found.table), "value").type);
    };
    expect(typeOf("int4range")).toBe(typeOf("int4multirange"));
    expect(typeOf("tsrange")).toBe(typeOf("tstzrange"));
    expect(typeOf("text_span")).toBe(typeOf("inet_span"));
  });
});

/** For a test's name. */
function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
