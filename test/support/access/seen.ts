import type { Library } from "./library.ts";
import type { Path } from "./paths.ts";
import type { MatrixRole } from "./roles.ts";
import type { WritePath } from "./writes.ts";

/** What a role sees of rows of `notes`. */
const seenRows = ({ rule, columns }: MatrixRole, notes: string) =>
  `select id, code, owner, author_id, account_id, case when ${columns.secret} then secret end as secret, body, n
  from ${notes} as notes where ${columns.rows(rule.sql)}`;

const secretOf = ({ columns }: MatrixRole) => (columns.has ? ", 'secret', x.secret" : "");

/** The custom fields of a note `x`, whose resolvers are given what the role sees. */
const customOf = ({ columns }: MatrixRole) =>
  `'shout', x.body || '!'${columns.has ? ", 'whisper', '(' || coalesce(x.secret, 'null') || ')'" : ""}`;

/** A note `x` as it is answered. */
const noteOf = (role: MatrixRole) =>
  `json_build_object('id', x.id, 'n', x.n, 'body', x.body, ${customOf(role)}${secretOf(role)})`;

/** A note `x` as a resolver loads it. */
const loadedOf = (role: MatrixRole) =>
  `json_build_object('id', x.id, 'code', x.code, 'owner', x.owner, 'authorId', x.author_id, 'accountId', x.account_id,
  'body', x.body, 'n', x.n${secretOf(role)})`;

/** What a path has to answer to a role, by plain SQL on the tables. */
export async function answerOf(library: Library, path: Path, role: MatrixRole): Promise<unknown> {
  const sql = path.sql
    .replaceAll("note(x)", noteOf(role))
    .replaceAll("custom(x)", `json_build_object(${customOf(role)})`)
    .replaceAll("loaded(x)", loadedOf(role));
  const text = `with seen as (${seenRows(role, "notes")}), accounts as (select i as id from generate_series(1, 5) i),
reports as (select i as id, 1 + i % 14 as note_id from generate_series(1, 15) i)
select ${sql} as answer`;
  const [row] = await library.desk.query(text);
  return row?.answer;
}

/** A document of a path with the columns that a role sees, and the custom fields that need no others. */
export function documentFor(path: Path | WritePath, hasSecret: boolean): string {
  const custom = hasSecret ? "shout whisper" : "shout";
  const id = "relay" in path ? "id: rowId" : "id";
  return path.document
    .replaceAll("$columns", `{ ${id} n body ${custom}${hasSecret ? " secret" : ""} }`)
    .replaceAll("$custom", `{ ${custom} }`);
}

/** How a write ends for a role: with a code, or with data; and what the table is then. */
export interface WriteOutcome {
  readonly code: string | undefined;
  readonly data: unknown;
  readonly notes: readonly unknown[];
}

/** The whole table, as it is now. */
export const contentOf = ({ desk }: Library) => desk.query("select * from notes order by id");

/** What a write has to come to, by doing the same in plain SQL. Everything is afterwards as it was. */
export async function outcomeOf(library: Library, path: WritePath, role: MatrixRole): Promise<WriteOutcome> {
  const { desk } = library;
  const [rule, seen] = [role.writable, role.columns.rows(role.rule.sql)];
  const rows = (name: string) =>
    `select json_agg(${noteOf(role)} order by x.id) as rows from (${seenRows(role, name)}) x`;
  const meant = path.refers ? seen : `(${seen}) and (${rule})`;
  const hitting = path.where === undefined ? "" : ` where (${path.where}) and (${meant})`;
  const refused = async (code: string) => {
    await library.restore();
    return { code, data: null, notes: await contentOf(library) };
  };
  const deleted = path.sql.startsWith("delete");
  const before = deleted ? await desk.query(rows(`(select * from notes${hitting})`)) : [];
  const hit = await desk.query(`${path.sql}${hitting} returning id`);
  if (path.conflict && hit.length === 0) return refused("FORBIDDEN");
  if (path.mustHit !== undefined && hit.length < path.mustHit) return refused("BAD_USER_INPUT");
  const list = hit.map(({ id }) => id).join(", ") || "null";
  const broken = await desk.query(`select from notes where id in (${list}) and (${rule}) is not true`);
  if (broken.length > 0 && !path.refers) return refused("FORBIDDEN");
  const [shown] = deleted ? before : await desk.query(rows(`(select * from notes where id in (${list}))`));
  const notes = await contentOf(library);
  await library.restore();
  const answered = Array.isArray(shown?.rows) ? shown.rows : [];
  return { code: undefined, data: path.data(answered, hit.length), notes };
}
