import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  parse,
  printSchema,
  validateSchema,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../../support/command.ts";
import { type ExposedTable, exposedTables } from "../../support/oddities/exposed.ts";
import { type Oddities, startOddities } from "../../support/oddities/index.ts";

let odd: Oddities;
let tables: readonly ExposedTable[];
beforeAll(async () => {
  odd = await startOddities();
  tables = exposedTables(odd.gateway.gateway.schema);
});
afterAll(() => odd?.dispose());

/** Every leaf of a type, and for as many levels as are left the objects below it. */
function selectionOf(type: GraphQLObjectType, levels: number): string {
  const parts = Object.values(type.getFields()).flatMap((field): string[] => {
    if (isLeafType(getNamedType(field.type))) return [field.name];
    const below = getNamedType(field.type);
    return levels > 0 && isObjectType(below) ? [`${field.name}${few(field)} ${selectionOf(below, levels - 1)}`] : [];
  });
  return `{ __typename ${parts.join(" ")} }`;
}

function few(field: GraphQLField<unknown, unknown>): string {
  return field.args.some((argument) => argument.name === "limit") ? "(limit: 3)" : "";
}

describe("a query of every field", () => {
  test("of every table answers, with the objects below", async () => {
    expect(tables.length).toBeGreaterThanOrEqual(70);
    const failures: unknown[] = [];
    for (const { list, type, name } of tables) {
      const { body } = await odd.gateway.send(`{ rows: ${list.name}(limit: 20) ${selectionOf(type, 1)} }`);
      if (body.errors || !Array.isArray(body.data?.rows)) failures.push({ name, errors: body.errors?.slice(0, 3) });
    }
    expect(failures).toEqual([]);
  });

  test("and a filter and an order by every column", { timeout: 120_000 }, async () => {
    const failures: unknown[] = [];
    for (const { list, name } of tables) {
      const inputs = (argument: string) => {
        const type = list.args.find((each) => each.name === argument)?.type;
        const named = type && getNamedType(type);
        return isInputObjectType(named) ? Object.values(named.getFields()) : [];
      };
      const columns = inputs("where").filter(({ extensions }) => extensions.sluice?.kind === "column");
      const where = columns.map((column) => `{${column.name}: {isNull: true}}, {${column.name}: {isNull: false}}`);
      const order = inputs("orderBy").map((each) => orderItem(each));
      const { body } = await odd.gateway.send(`{
        all: ${list.name} { __typename }
        filtered: ${list.name}(where: {or: [${where}]}) { __typename }
        ${order.length > 0 ? `ordered: ${list.name}(orderBy: [${order}]) { __typename }` : ""}
      }`);
      const { all, filtered, ordered = all } = body.data ?? {};
      const same = JSON.stringify([filtered, ordered]) === JSON.stringify([columns.length > 0 ? all : filtered, all]);
      if (body.errors || !same) failures.push({ name, errors: body.errors?.slice(0, 3) });
    }
    expect(failures).toEqual([]);
  });

  test("has the rows that Postgres has", async () => {
    const counts: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const { list, name, schema } of tables) {
      const { rows } = await odd.gateway.data(`{ rows: ${list.name} { __typename } }`);
      const identifier = [schema, name].map((part) => `"${part.replaceAll('"', '""')}"`).join(".");
      const [row] = await odd.database.query(`select count(*)::int as count from ${identifier}`);
      counts[identifier] = Array.isArray(rows) ? rows.length : undefined;
      expected[identifier] = row?.count;
    }
    expect(counts).toEqual(expected);
  });
});

/** The first thing that can be ordered by at or below an input field. */
function orderItem(field: GraphQLInputField, seen: readonly string[] = []): string {
  const type = getNamedType(field.type);
  if (!isInputObjectType(type)) return `{${field.name}: DESC_NULLS_LAST}`;
  const fields = Object.values(type.getFields());
  const next =
    fields.find((each) => !isInputObjectType(getNamedType(each.type))) ??
    fields.find((each) => !seen.includes(getNamedType(each.type).name));
  if (!next) throw new Error(`Nothing can be ordered by below ${field.name}.`);
  return `{${field.name}: ${orderItem(next, [...seen, type.name])}}`;
}

describe("what is exposed", () => {
  const names = (schema: string) => tables.filter((table) => table.schema === schema).map((table) => table.name);

  test("is every table, view and foreign table of the exposed schemas that has a column", async () => {
    const rows = await odd.database.query(`
      select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'audit') and c.relkind in ('r', 'v', 'm', 'f', 'p') and not c.relispartition
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`);
    const expected = rows.map(({ schema, name }) => `${schema}.${name}`);
    expect(tables.map(({ schema, name }) => `${schema}.${name}`).sort()).toEqual(expected.sort());
  });

  test("is nothing of other schemas, of extensions, and no partition", () => {
    expect(new Set(tables.map((table) => table.schema))).toEqual(new Set(["public", "audit"]));
    const sdl = printSchema(odd.gateway.gateway.schema);
    expect(sdl).not.toMatch(/secret(?!_?Id)/i);
    for (const absent of ["pg_stat_statements", "measurements_2024", "measurements_rest", "secrets"]) {
      expect(names("public")).not.toContain(absent);
    }
    expect(names("public")).toEqual(expect.arrayContaining(["measurements", "cities", "capitals", "far_people"]));
    expect(names("audit").sort()).toEqual(["alerts", "events", "people"]);
  });

  test("is said in full: nothing was left out for its name", () => {
    expect(odd.gateway.gateway.notices.filter((notice) => /wants the name/.test(notice))).toEqual([]);
  });
});

describe("the schema", () => {
  test("is valid, and its text is, too", () => {
    const { schema } = odd.gateway.gateway;
    expect(validateSchema(schema)).toEqual([]);
    expect(() => parse(printSchema(schema))).not.toThrow();
  });

  test("answers the whole introspection", async () => {
    const { getIntrospectionQuery } = await import("graphql");
    const { __schema } = await odd.gateway.data(getIntrospectionQuery({ oneOf: true }));
    expect(__schema).toMatchObject({ queryType: { name: "Query" } });
  });
});

test("the command starts with this database alone, and serves GraphiQL and its first query", async () => {
  const command = runCommand("src/cli/main.ts", ["--database", `odd=${odd.database.url}`, "--port", "0"]);
  try {
    const [url] = await command.waitFor(/http:\/\/\S+\/graphql/);
    const page = await fetch(url, { headers: { accept: "text/html" } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("YogaGraphiQL");
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: odd.gateway.gateway.exampleQuery }),
    });
    expect(await answer.json()).toEqual({ data: expect.anything() });
  } finally {
    command.interrupt();
  }
  expect(await command.ended).toBe(0);
});
