import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import type { DemoDatabase } from "../../examples/demo/databases.ts";
import { queryAt } from "./server.ts";

/** A database of one test's own. */
export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  /** Runs SQL and answers its rows; several statements at once where there are no values. */
  query(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Ends every connection to the database and drops it. */
  dispose(): Promise<void>;
}

/** The address of any database on the run's server, as the superuser. */
export function databaseUrl(name: string): string {
  const { host, port, user, password } = inject("postgres");
  return `postgres://${user}:${password}@${host}:${port}/${name}`;
}

/** The address of a demo database. All tests share it: only read it, and take a `copyDemo` to write to. */
export function demoUrl(name: DemoDatabase): string {
  return databaseUrl(name);
}

/** Runs SQL on any database of the run's server. */
export function queryDatabase(
  name: string,
  text: string,
  values?: readonly unknown[],
): Promise<Record<string, unknown>[]> {
  return queryAt(databaseUrl(name), text, values);
}

/** A new database, with what `sql` puts into it. */
export async function createDatabase(sql?: string): Promise<TestDatabase> {
  const database = await makeDatabase("template1");
  if (sql === undefined) return database;
  try {
    await database.query(sql);
  } catch (error) {
    await database.dispose();
    throw error;
  }
  return database;
}

/** Databases that were lent and came back. Whoever runs the tests ends their server. */
const spare: TestDatabase[] = [];

/**
 * The same for a test that only uses schema `public` and leaves nothing behind but tables: making a database costs more
 * than most tests.
 */
export async function lendDatabase(sql?: string): Promise<TestDatabase> {
  const database = spare.pop() ?? (await makeDatabase("template1"));
  const { name, query } = database;
  const lent: TestDatabase = {
    ...database,
    async dispose() {
      const others = "datname = current_database() and pid <> pg_backend_pid()";
      await query(`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`);
      await query(`drop schema public cascade; create schema public; alter database ${name} reset all`);
      spare.push(database);
    },
  };
  if (sql !== undefined) await query(sql);
  return lent;
}

/** A copy of a demo database as it was filled, to be changed at will. */
export function copyDemo(name: DemoDatabase): Promise<TestDatabase> {
  return makeDatabase(`${name}_template`);
}

async function makeDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await queryDatabase("postgres", `create database ${name} template ${template}`);
  return {
    name,
    url: databaseUrl(name),
    query: (text, values) => queryDatabase(name, text, values),
    dispose: async () => {
      await queryDatabase("postgres", `drop database if exists ${name} with (force)`);
    },
  };
}
