import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../support/databases.ts";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

let database: TestDatabase;
let gateway: TestGateway;
beforeAll(async () => {
  database = await createDatabase(`
    create table notes (id integer primary key);
    insert into notes values (1), (2);
    -- A session sees its own prepared statements only: so they are counted through the gateway's one connection.
    create view prepared as select count(*)::integer as statements, pg_backend_pid() as session from pg_prepared_statements;
  `);
  gateway = await startGateway({
    databases: { main: { url: database.url, prefix: "", pool: { size: 1, overflow: 0 } } },
  });
});
afterAll(async () => {
  await gateway?.dispose();
  await database?.dispose();
});

const prepared = async (): Promise<{ statements: number; session: number }> => {
  const { rows } = await gateway.data("{ rows: prepareds { statements session } }");
  const [row] = Array.isArray(rows) ? rows : [];
  return row;
};

test("a thousand shapes leave at most two hundred statements on a connection, and right answers", async () => {
  const { session } = await prepared();
  const shapes = Array.from({ length: 1000 }, (_, index) => index);
  const wrong: number[] = [];
  for (let at = 0; at < shapes.length; at += 20) {
    await Promise.all(
      shapes.slice(at, at + 20).map(async (shape) => {
        const { notes } = await gateway.data(`{ notes { shape${shape}: id } }`);
        if (JSON.stringify(notes) !== `[{"shape${shape}":1},{"shape${shape}":2}]`) wrong.push(shape);
      }),
    );
  }
  expect(wrong).toEqual([]);
  const after = await prepared();
  expect(after.session).toBe(session);
  expect(after.statements).toBeGreaterThan(0);
  expect(after.statements).toBeLessThanOrEqual(200);
});
