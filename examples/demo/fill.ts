import { createHash } from "node:crypto";
import { Client } from "pg";
import { type DemoDatabase, demoDatabases, readDemoFiles, type SqlFile } from "./databases.ts";
import type { PostgresServer } from "./postgres/index.ts";

/** One file of SQL that has run. */
export interface FillStep {
  readonly database: DemoDatabase;
  readonly file: string;
  readonly done: number;
  readonly of: number;
}

export interface FillOptions {
  readonly onProgress?: (step: FillStep) => void;
}

/**
 * Makes and fills the demo databases that are missing, or whose files have changed since (what was written to such a
 * database is lost). Where all are there it is one query.
 */
export async function fillDemo(server: Pick<PostgresServer, "url">, options: FillOptions = {}): Promise<void> {
  const wanted = await Promise.all(
    demoDatabases.map(async (name) => {
      const files = await readDemoFiles(name);
      return { name, files, mark: markOf(files) };
    }),
  );
  const marks = await withClient(server.url("postgres"), async (admin) => {
    const there = await admin.query<{ name: string; mark: string | null }>(
      "select datname as name, shobj_description(oid, 'pg_database') as mark from pg_database where datname = any($1)",
      [demoDatabases],
    );
    return new Map(there.rows.map((row) => [row.name, row.mark]));
  });
  const missing = wanted.filter(({ name, mark }) => marks.get(name) !== mark);
  // All are waited for, so that nothing still runs when the first failure is told.
  const filled = await Promise.allSettled(missing.map((database) => fillDatabase(server, database, options)));
  const failed = filled.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}

interface Wanted {
  readonly name: DemoDatabase;
  readonly files: readonly SqlFile[];
  readonly mark: string;
}

async function fillDatabase(
  server: Pick<PostgresServer, "url">,
  { name, files, mark }: Wanted,
  { onProgress }: FillOptions,
): Promise<void> {
  // Only a database that is complete gets the name, so one that was cut off in the middle is made again.
  const unfinished = `${name}_filling`;
  await withClient(server.url("postgres"), async (admin) => {
    await admin.query(`drop database if exists ${unfinished} with (force)`);
    await admin.query(`create database ${unfinished}`);
  });
  await withClient(server.url(unfinished), async (client) => {
    for (const [index, { name: file, text }] of files.entries()) {
      await client.query(text).catch((cause: unknown) => {
        throw new Error(`${name}/${file} failed: ${cause instanceof Error ? cause.message : cause}`, { cause });
      });
      onProgress?.({ database: name, file, done: index + 1, of: files.length });
    }
    await client.query(`comment on database ${unfinished} is ${client.escapeLiteral(mark)}`);
  });
  await withClient(server.url("postgres"), async (admin) => {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`alter database ${unfinished} rename to ${name}`);
  });
}

function markOf(files: readonly SqlFile[]): string {
  const hash = createHash("sha256");
  for (const { name, text } of files) hash.update(`${name}\0${text}\0`);
  return `Demo data made from files with the hash ${hash.digest("hex")}`;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  // When the server is stopped in the middle, the query at hand (or the next one) rejects, which is how it is told. pg
  // says it a second time as an event of the client, and an `error` that nobody hears would end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
