import { afterAll, beforeAll, expect, test } from "vitest";
import { type Oddities, startOddities } from "../../support/oddities/index.ts";

let odd: Oddities;
beforeAll(async () => {
  odd = await startOddities({ relay: true });
});
afterAll(() => odd?.dispose());

test("ids of unusual tables lead to their rows", async () => {
  const tables = odd.gateway.gateway.model.databases.flatMap((database) => database.tables);
  const listed = tables.filter(({ idColumns, listField }) => idColumns && listField !== undefined);
  expect(listed.length).toBeGreaterThan(20);
  let count = 0;
  for (const { listField, typeName } of listed) {
    const { rows } = await odd.gateway.data(`{ rows: ${listField}(limit: 20) { __typename id } }`);
    if (!Array.isArray(rows)) throw new Error(`${typeName} has no list.`);
    const ids = rows.map(({ id }: { readonly id: string }) => id);
    const found = await odd.gateway.data("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", { ids });
    expect(found).toEqual({ nodes: ids.map((id) => ({ __typename: typeName, id })) });
    count += ids.length;
  }
  expect(count).toBeGreaterThan(50);
});
