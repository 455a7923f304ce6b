import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { createDatabase, queryDatabase, type TestDatabase } from "./databases.ts";

/** A database with roles of its own: a server has its roles in common. */
export interface SecuredDatabase extends TestDatabase {
  /** As `app_gateway`, whom a gateway connects as. */
  readonly gatewayUrl: string;
  /** What `app_customer` is called here. */
  role(name: string): string;
  /** What plain SQL answers to a role with these claims; `text` may name roles. */
  as(role: string, claims: unknown, text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
}

/**
 * Makes roles, which may not log in, and `app_gateway`, who may become each of them and nothing else; then what `sql` says,
 * in which every `app_` stands for the beginning of these roles' names.
 *
 * @param create makes the database: an empty one without a word.
 */
export async function createSecured(
  roles: readonly string[],
  sql: string,
  create: () => Promise<TestDatabase> = createDatabase,
): Promise<SecuredDatabase> {
  const own = `app_${randomUUID().slice(0, 8)}_`;
  const named = (text: string) => text.replaceAll("app_", own);
  const gateway = named("app_gateway");
  const all = [...roles.map(named), gateway];
  const drop = async () => {
    for (const role of all) await queryDatabase("postgres", `drop role if exists ${role}`);
  };
  for (const role of all) await queryDatabase("postgres", `create role ${role}`);
  await queryDatabase("postgres", `alter role ${gateway} login noinherit password 'of-the-tests'`);
  for (const role of roles.map(named))
    await queryDatabase("postgres", `grant ${role} to ${gateway} with inherit false, set true`);
  const database = await create();
  await database.query(named(sql)).catch(async (error: unknown) => {
    await database.dispose();
    await drop();
    throw error;
  });
  const url = new URL(database.url);
  url.username = gateway;
  url.password = "of-the-tests";
  return {
    ...database,
    gatewayUrl: url.href,
    role: named,
    query: (text, values) => database.query(named(text), values),
    async as(role, claims, text, values = []) {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      try {
        await client.query("begin");
        const settings = "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)";
        await client.query(settings, [named(role), JSON.stringify(claims)]);
        return (await client.query<Record<string, unknown>>(named(text), [...values])).rows;
      } finally {
        await client.end();
      }
    },
    async dispose() {
      await database.dispose();
      await drop();
    },
  };
}
