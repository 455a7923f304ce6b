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

const prepared = async (on = gateway): Promise<{ statements: number; session: number }> => {
  const { rows } = await on.data("{ rows: prepareds { statements session } }");
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

test("a statement of more than 32,768 characters is not prepared", async () => {
  const query = "query ($or: [NoteWhere!]) { notes(where: {or: $or}) { id } }";
  // The connection may hold as many as it can already.
  const fresh = await startGateway({
    databases: { main: { url: database.url, prefix: "", pool: { size: 1, overflow: 0 } } },
  });
  const preparedBy = async (conditions: number) => {
    const or = Array.from({ length: conditions }, () => ({ id: { eq: 1 } }));
    const before = await prepared(fresh);
    const [statement] = await fresh.statements(query, { or });
    const after = await prepared(fresh);
    expect(after.session).toBe(before.session);
    return { length: statement?.sql.length ?? 0, statements: after.statements - before.statements };
  };
  try {
    // This statement itself is prepared the first time.
    await prepared(fresh);
    const small = await preparedBy(10);
    expect(small.statements).toBe(1);
    const large = await preparedBy(1200);
    expect(large.length).toBeGreaterThan(32_768);
    expect(large.statements).toBe(0);
  } finally {
    await fresh.dispose();
  }
});
