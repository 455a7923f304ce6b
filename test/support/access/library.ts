import type { SluiceConfig } from "../../../src/config/index.ts";
import { signingSecret } from "../asker.ts";
import { createDatabase, type TestDatabase } from "../databases.ts";

/** Who asks in these tests, beside a role. */
export const claims = { owner: 1, owners: [1, 3], team: "red" };

/** Two databases with links between them. Everything turns on `notes`: its rows, and its column `secret`. */
export interface Library {
  readonly desk: TestDatabase;
  readonly archive: TestDatabase;
  readonly config: SluiceConfig;
  /** Makes every row what it was. */
  restore(): Promise<void>;
  dispose(): Promise<void>;
}

const tables = `
create table authors (id int primary key, name text not null, team text);
create table notes (id int primary key, code text not null unique, owner int, author_id int references authors on delete set null,
  account_id int, secret text, body text not null default 'new', n int not null default 0);
create table tags (id int primary key, note_id int references notes on delete cascade, label text not null);
create index on notes (author_id); create index on tags (note_id);
`;

const rows = `
insert into authors values (1, 'Ada', 'red'), (2, 'Ben', 'blue'), (3, 'Cleo', 'red'), (4, 'Dan', null);
insert into notes select i, 'c' || i, 1 + i % 3, nullif(i % 5, 0), 1 + i % 4, case when i % 6 <> 0 then 's' || i end, 'b' || i, i
  from generate_series(1, 12) i;
insert into tags select i, nullif(1 + i % 13, 13), 'l' || i % 4 from generate_series(1, 20) i;
`;

const archived = `
create table accounts (id int primary key, name text not null);
create table reports (id int primary key, note_id int, title text not null);
insert into accounts select i, 'a' || i from generate_series(1, 5) i;
insert into reports select i, 1 + i % 14, 't' || i from generate_series(1, 15) i;
`;

export async function createLibrary(): Promise<Library> {
  const desk = await createDatabase(tables + rows);
  const archive = await createDatabase(archived);
  return {
    desk,
    archive,
    config: {
      databases: {
        desk: { url: desk.url, prefix: "", pool: { size: 1, overflow: 4 } },
        archive: { url: archive.url, prefix: "", pool: { size: 1, overflow: 4 } },
      },
      links: [
        { from: "archive.reports.note_id", to: "desk.notes.id", field: "note", inverse: "reports" },
        { from: "desk.notes.account_id", to: "archive.accounts.id", field: "account", inverse: "notes" },
      ],
      auth: { jwt: { secret: signingSecret }, adminSecret },
    },
    async restore() {
      await desk.query(`truncate tags, notes, authors cascade; ${rows}`);
    },
    async dispose() {
      await desk.dispose();
      await archive.dispose();
    },
  };
}

export const adminSecret = "the secret of all admins";

export const adminHeaders = { "x-sluice-admin-secret": adminSecret };
