import { isInputObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { exposedTable } from "../../support/oddities/exposed.ts";
import { cases } from "../../support/values/cases.ts";
import { createValuesDatabase } from "../../support/values/database.ts";
import { canonical, dataExact, isObject } from "../../support/values/exact.ts";
import { literalOf } from "../../support/values/literal.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createValuesDatabase();
  gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

// What comes out of a column goes in again and is the same, for every type that there is.
describe.each(cases)("$sql", ({ table, selection = "" }) => {
  const select = `id value ${selection} required ${selection}`;

  test("goes in as it came out", async () => {
    const names = namesOf(table);
    for (const row of await rowsOf(`{ rows: ${names.list} { ${select} } }`)) {
      const [value, required] = [JSON.stringify(row.value), JSON.stringify(row.required)];
      if (required === "null" || hidesNaN(row.required)) continue;
      const id = 1000 + Number(JSON.stringify(row.id));
      const input = inputLiteral(names.input, { value, required });
      const create = `(inputs: [{id: ${id}, ${input ?? "value: null, required: $value"}}]) { ${select} }`;
      if (input === undefined)
        await dataExact(gateway.url, `mutation ($value: JSON!) { ${names.create}${create} }`, `{"value": ${required}}`);
      else {
        const [created] = await rowsOf(`mutation { rows: ${names.create}${create} }`);
        expect(canonical(JSON.stringify({ ...created, id: 0 }))).toBe(canonical(JSON.stringify({ ...row, id: 0 })));
      }

      // Variables are JSON, whose numbers may lose the noughts at their end.
      const patch = `mutation ($value: ${names.patch}!) { row: ${names.update}(id: ${id}, patch: $value) { ${select} } }`;
      const changed = await dataExact(gateway.url, patch, `{"value": {"value": ${required}}}`);
      expect(rounded(changed.row)).toBe(rounded({ id, value: row.required, required: row.required }));
      const cleared = await dataExact(gateway.url, patch, '{"value": {"value": null}}');
      expect(cleared.row).toMatchObject({ value: null });
    }
  });
});

/** JSON has no NaN and no infinities, and they come out as null; but an end that has no bound is never part of its range. */
function hidesNaN(value: unknown): boolean {
  return (
    isObject(value) &&
    ((value.lower === null && value.lowerInclusive === true) || (value.upper === null && value.upperInclusive === true))
  );
}

/** As JavaScript reads and prints it: without the sign of a minus zero. */
const rounded = (value: unknown): string => JSON.stringify(JSON.parse(JSON.stringify(value)));

interface Names {
  readonly list: string;
  readonly create: string;
  readonly update: string;
  readonly input: string;
  readonly patch: string;
}

function namesOf(table: string): Names {
  const { list, type } = exposedTable(gateway.gateway.schema, table);
  const several = list.name[0]?.toUpperCase() + list.name.slice(1);
  return {
    list: list.name,
    create: `create${several}`,
    update: `update${type.name}`,
    input: `${type.name}Input`,
    patch: `${type.name}Patch`,
  };
}

async function rowsOf(query: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { rows } = await dataExact(gateway.url, query);
  if (!Array.isArray(rows)) throw new Error(query);
  return rows;
}

/** Values as they are written in a document; undefined where one cannot be. */
function inputLiteral(name: string, values: Readonly<Record<string, string>>): string | undefined {
  const type = gateway.gateway.schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`There is no ${name}.`);
  const fields = type.getFields();
  const parts = Object.entries(values).map(([field, json]) => {
    const input = fields[field]?.type;
    if (!input) throw new Error(`${name} has no ${field}.`);
    const literal = literalOf(json, input);
    return literal === undefined ? undefined : `${field}: ${literal}`;
  });
  return parts.includes(undefined) ? undefined : parts.join(", ");
}
