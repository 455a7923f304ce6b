import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type QueryResultRow } from "pg";
import { startPostgres } from "../examples/demo/postgres/index.ts";

/** Lends `work` a Postgres of its own, by its URL. Nothing of it is left afterwards. */
export async function withPostgres(work: (url: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "sluice-bench-"));
  const server = await startPostgres({ directory });
  try {
    await work(server.url("postgres"));
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

export async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs statements, one after the other. */
export async function runSql(url: string, text: string): Promise<void> {
  await withClient(url, (client) => client.query(text));
}

/** The first row that a statement answers. */
export async function ask<Row extends QueryResultRow>(url: string, text: string): Promise<Row | undefined> {
  const { rows } = await withClient(url, (client) => client.query<Row>(text));
  return rows[0];
}
