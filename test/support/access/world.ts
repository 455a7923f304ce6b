import type { SluiceConfig } from "../../../src/config/index.ts";
import { signingSecret } from "../asker.ts";
import type { TestDatabase } from "../databases.ts";
import { adminSecret } from "./library.ts";

/** A table of the random worlds: what its columns are called in GraphQL, and where its relations lead. */
export interface WorldTable {
  readonly database: "desk" | "archive";
  readonly name: string;
  readonly key: readonly string[];
  /** By name, those of the key first. */
  readonly columns: Readonly<Record<string, string>>;
  readonly relations: readonly WorldRelation[];
}

export interface WorldRelation {
  readonly field: string;
  readonly target: string;
  readonly many: boolean;
  /** On the rows of both, by their aliases. */
  readonly on: (source: string, target: string) => string;
}

const by = (source: string, target: string) => (s: string, t: string) => `${t}.${target} = ${s}.${source}`;

export const worldTables: readonly WorldTable[] = [
  {
    database: "desk",
    name: "authors",
    key: ["id"],
    columns: { id: "id", chief_id: "chiefId", n: "n", word: "word", mood: "mood", mark: "mark" },
    relations: [
      { field: "chief", target: "authors", many: false, on: by("chief_id", "id") },
      { field: "authorsByChief", target: "authors", many: true, on: by("id", "chief_id") },
      { field: "notes", target: "notes", many: true, on: by("id", "author_id") },
    ],
  },
  {
    database: "desk",
    name: "notes",
    key: ["id"],
    columns: {
      ...{ id: "id", code: "code", author_id: "authorId", n: "n", word: "word" },
      ...{ ns: "ns", meta: "meta", spot: "spot", mark: "mark" },
    },
    relations: [
      { field: "author", target: "authors", many: false, on: by("author_id", "id") },
      { field: "tags", target: "tags", many: true, on: by("id", "note_id") },
    ],
  },
  {
    database: "desk",
    name: "tags",
    key: ["note_id", "no"],
    columns: { note_id: "noteId", no: "no", n: "n", word: "word", mark: "mark" },
    relations: [{ field: "note", target: "notes", many: false, on: by("note_id", "id") }],
  },
  {
    database: "archive",
    name: "reports",
    key: ["id"],
    columns: { id: "id", note_id: "noteId", author_id: "authorId", n: "n", word: "word", mark: "mark" },
    relations: [],
  },
];

/** All columns but those of keys may be null: what a role does not see is null in the copy that it is compared with. */
export const worldSql = {
  desk: `
create type mood as enum ('calm', 'glad');
create type spot as (x int, y text);
create domain word as text;
create table authors (id int primary key, chief_id int references authors, n int, word text, mood mood, mark text);
create table notes (id int primary key, code text unique, author_id int references authors, n int, word word, ns int[],
  meta jsonb, spot spot, mark text);
create table tags (note_id int references notes, no int, n int, word text, mark text, primary key (note_id, no));
create index on authors (chief_id); create index on notes (author_id);`,
  archive: "create table reports (id int primary key, note_id int, author_id int, n int, word text, mark text);",
};

export const worldConfig = (desk: TestDatabase, archive: TestDatabase): SluiceConfig => ({
  databases: {
    desk: { url: desk.url, prefix: "", pool: { size: 1, overflow: 3 } },
    archive: { url: archive.url, prefix: "", pool: { size: 1, overflow: 3 } },
  },
  links: [
    { from: "archive.reports.note_id", to: "desk.notes.id", field: "note", inverse: "reports" },
    { from: "archive.reports.author_id", to: "desk.authors.id", field: "author", inverse: "reports" },
  ],
  auth: { jwt: { secret: signingSecret }, adminSecret },
});

export type WorldRow = Readonly<Record<string, unknown>>;
/** Rows by table. */
export type World = Readonly<Record<string, readonly WorldRow[]>>;

/** Makes the rows of a database these. References may lead nowhere. */
export async function fill(database: TestDatabase, name: WorldTable["database"], world: World): Promise<void> {
  const tables = worldTables.filter((table) => table.database === name);
  const inserts = tables.map((table) => {
    const json = JSON.stringify(world[table.name] ?? []).replaceAll("'", "''");
    return `insert into ${table.name} select * from jsonb_populate_recordset(null::${table.name}, '${json}');`;
  });
  const names = tables.map((table) => table.name).join(", ");
  await database.query(`set session_replication_role = replica; truncate ${names}; ${inserts.join("\n")}`);
}

/** The rows of a query on a table, as they are in JSON. */
export async function rowsOf(database: TestDatabase, query: string): Promise<readonly WorldRow[]> {
  const rows = await database.query(`select to_jsonb(x) as row from (${query}) x`);
  return rows.map(({ row }) => Object(row));
}

/** Values that stand nowhere else, one for each row and column that holds one. */
export const markOf = (table: string, column: string, id: string | number) => `${column}-${table}-${id}-planted`;

/** All of them in a text, also in what is encoded there, as cursors and ids are. */
export function marksIn(text: string): ReadonlySet<string> {
  const encoded = text.match(/[\w-]{12,}/g) ?? [];
  const all = [text, ...encoded.map((each) => Buffer.from(each, "base64url").toString("utf8"))].join("\n");
  return new Set(all.match(/(?:mark|meta|spot)-[a-z]+-[\d.]+-planted/g) ?? []);
}
