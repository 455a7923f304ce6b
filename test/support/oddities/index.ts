import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeLiteral } from "pg";
import { inject } from "vitest";
import type { SluiceConfig } from "../../../src/config/index.ts";
import { createDatabase, type TestDatabase } from "../databases.ts";
import { startGateway, type TestGateway } from "../gateway.ts";
import { type Family, families, familyName, setupSql } from "../values/cases.ts";

/** A database of everything that is legal in Postgres and unusual. */
export function createOddities(): Promise<TestDatabase> {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".sql"));
  const parts = files.sort().map((name) => readFileSync(join(import.meta.dirname, name), "utf8"));
  return createDatabase([serverSettings(), ...parts, setupSql, ...families.map(familySql)].join("\n"));
}

export interface Oddities {
  readonly database: TestDatabase;
  readonly gateway: TestGateway;
  dispose(): Promise<void>;
}

/** The oddities, served under the prefix `odd` with their schemas `public` and `audit`. */
export async function startOddities(settings: Pick<SluiceConfig, "relay"> = {}): Promise<Oddities> {
  const database = await createOddities();
  const dispose = async (gateway?: TestGateway) => {
    await gateway?.dispose();
    await database.dispose();
  };
  try {
    const pool = { size: 1, overflow: 4, acquireTimeout: 60_000 };
    const gateway = await startGateway({
      databases: { odd: { url: database.url, schemas: ["public", "audit"], pool } },
      // The widest table is filtered by each of its 1,600 columns at once.
      limits: { documentTokens: 50_000 },
      ...settings,
    });
    return { database, gateway, dispose: () => dispose(gateway) };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Where the server is, for the foreign table that leads back to it. */
function serverSettings(): string {
  const { host, port, password } = inject("postgres");
  const values = { host, port: String(port), password };
  return Object.entries(values)
    .map(([name, value]) => `select set_config('oddities.${name}', ${escapeLiteral(value)}, false);`)
    .join("\n");
}

/** A table with a column for every type of a family, and as many rows as the type with most values has. */
function familySql(family: Family): string {
  const { cases } = family;
  const table = `values_${familyName(family)}`;
  const columns = cases.map((each, index) => `v${index + 1} ${each.sql}`);
  const comments = cases.map(
    (each, index) => `comment on column ${table}.v${index + 1} is ${escapeLiteral(each.sql)};`,
  );
  const height = Math.max(...cases.map((each) => each.values.length));
  const rows = Array.from({ length: height + 1 }, (_, row) => [
    row + 1,
    // What a type has fewer values of, it has again; the last row is all null.
    ...cases.map(({ values }) => (row === height ? "null" : (values[row % values.length]?.sql ?? "null"))),
  ]);
  return [
    `create table ${table} (id integer primary key, ${columns.join(", ")});`,
    ...rows.map((row) => `insert into ${table} values (${row.join(", ")});`),
    ...comments,
  ].join("\n");
}
