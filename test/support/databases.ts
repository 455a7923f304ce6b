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
