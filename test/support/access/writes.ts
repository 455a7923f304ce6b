/** A way by which rows of `notes` are written. */
export interface WritePath {
  readonly name: string;
  /** `$columns` stands for the columns of a note. */
  readonly document: string;
  /** The same in SQL, without a condition. */
  readonly sql: string;
  /** Which rows it means; undefined for rows that are new. */
  readonly where: string | undefined;
  /** How many rows there have to be; undefined where none is an answer. */
  readonly mustHit?: number;
  /** The data, of the rows that were written as far as they are seen, in the order of their ids. */
  readonly data: (rows: readonly unknown[], count: number) => unknown;
  /** Rows that exist already are met by it. */
  readonly conflict?: true;
  /** Rows are only referred to: who sees them may do that. */
  readonly refers?: true;
}

const one = (field: string) => (rows: readonly unknown[]) => ({ [field]: rows[0] ?? null });
const batch = (field: string) => (rows: readonly unknown[], count: number) => ({ [field]: { count, nodes: rows } });
const into = "insert into notes (id, code, owner, author_id, body)";
const noteOf = (field: string, id: number) => (rows: readonly unknown[]) => ({
  [field]: { id, note: rows[0] ?? null },
});
/** Rows stay as they are, and have to be there. */
const referred = (where: string) =>
  ({ sql: "update notes set n = n", where, mustHit: 1, refers: true }) satisfies Partial<WritePath>;

/** All ways to write. A new one joins the matrix by its line here. */
export const writePaths: readonly WritePath[] = [
  {
    name: "update one",
    document: 'mutation { updateNote(id: 3, patch: {body: "w"}) $columns }',
    sql: "update notes set body = 'w'",
    where: "id = 3",
    data: one("updateNote"),
  },
  {
    name: "update one of others",
    document: 'mutation { updateNote(id: 2, patch: {body: "w"}) $columns }',
    sql: "update notes set body = 'w'",
    where: "id = 2",
    data: one("updateNote"),
  },
  {
    name: "increment one of others",
    document: "mutation { updateNote(id: 1, increment: {n: 5}) $columns }",
    sql: "update notes set n = n + 5",
    where: "id = 1",
    data: one("updateNote"),
  },
  {
    name: "update many",
    document: 'mutation { updateNotes(where: {n: {gt: 4}}, patch: {body: "w"}) { count nodes $columns } }',
    sql: "update notes set body = 'w'",
    where: "n > 4",
    data: batch("updateNotes"),
  },
  {
    name: "update all",
    document: 'mutation { updateNotes(all: true, where: {}, patch: {body: "w"}) { count nodes $columns } }',
    sql: "update notes set body = 'w'",
    where: "true",
    data: batch("updateNotes"),
  },
  {
    name: "give away",
    document: "mutation { updateNote(id: 3, patch: {owner: 2, authorId: 2}) $columns }",
    sql: "update notes set owner = 2, author_id = 2",
    where: "id = 3",
    data: one("updateNote"),
  },
  {
    name: "give away many",
    document: "mutation { updateNotes(where: {n: {lte: 7}}, patch: {owner: 2, authorId: 2}) { count nodes $columns } }",
    sql: "update notes set owner = 2, author_id = 2",
    where: "n <= 7",
    data: batch("updateNotes"),
  },
  {
    name: "delete one",
    document: "mutation { deleteNote(id: 3) $columns }",
    sql: "delete from notes",
    where: "id = 3",
    data: one("deleteNote"),
  },
  {
    name: "delete one of others",
    document: "mutation { deleteNote(id: 1) $columns }",
    sql: "delete from notes",
    where: "id = 1",
    data: one("deleteNote"),
  },
  {
    name: "delete many",
    document: "mutation { deleteNotes(where: {n: {gt: 4}}) { count nodes $columns } }",
    sql: "delete from notes",
    where: "n > 4",
    data: batch("deleteNotes"),
  },
  {
    name: "create one's own",
    document: 'mutation { createNote(input: {id: 50, code: "c50", owner: 1, authorId: 1, body: "w"}) $columns }',
    sql: `${into} values (50, 'c50', 1, 1, 'w')`,
    where: undefined,
    data: one("createNote"),
  },
  {
    name: "create for others",
    document: 'mutation { createNote(input: {id: 50, code: "c50", owner: 2, authorId: 2, body: "w"}) $columns }',
    sql: `${into} values (50, 'c50', 2, 2, 'w')`,
    where: undefined,
    data: one("createNote"),
  },
  {
    name: "create several, one for others",
    document: `mutation { createNotes(inputs: [{id: 50, code: "c50", owner: 1, authorId: 1, body: "w"},
      {id: 51, code: "c51", owner: 2, authorId: 2, body: "w"}]) $columns }`,
    sql: `${into} values (50, 'c50', 1, 1, 'w'), (51, 'c51', 2, 2, 'w')`,
    where: undefined,
    data: (rows) => ({ createNotes: rows }),
  },
  {
    name: "upsert what is new",
    document:
      'mutation { upsertNote(input: {id: 50, code: "c50", owner: 1, authorId: 1, body: "w"}, onConflict: ID) $columns }',
    sql: `${into} values (50, 'c50', 1, 1, 'w')`,
    where: undefined,
    data: one("upsertNote"),
  },
  {
    name: "upsert what is there",
    document:
      'mutation { upsertNote(input: {id: 3, code: "c3", owner: 1, authorId: 3, body: "w"}, onConflict: ID, update: [BODY]) $columns }',
    sql: "update notes set body = 'w'",
    where: "id = 3",
    conflict: true,
    data: one("upsertNote"),
  },
  {
    name: "upsert over others'",
    document:
      'mutation { upsertNote(input: {id: 50, code: "c2", owner: 1, authorId: 1, body: "w"}, onConflict: CODE, update: [BODY, OWNER]) $columns }',
    sql: "update notes set body = 'w', owner = 1",
    where: "code = 'c2'",
    conflict: true,
    data: one("upsertNote"),
  },
  {
    name: "nested create",
    document:
      'mutation { updateAuthor(id: 1, patch: {notes: {create: [{id: 50, code: "c50", owner: 1, body: "w"}]}}) { id notes(where: {id: {eq: 50}}) $columns } }',
    sql: `${into} values (50, 'c50', 1, 1, 'w')`,
    where: undefined,
    data: (rows) => ({ updateAuthor: { id: 1, notes: rows } }),
  },
  {
    name: "nested create for others",
    document:
      'mutation { updateAuthor(id: 2, patch: {notes: {create: [{id: 50, code: "c50", owner: 2, body: "w"}]}}) { id notes(where: {id: {eq: 50}}) $columns } }',
    sql: `${into} values (50, 'c50', 2, 2, 'w')`,
    where: undefined,
    data: (rows) => ({ updateAuthor: { id: 2, notes: rows } }),
  },
  {
    name: "nested connect",
    document: "mutation { updateAuthor(id: 4, patch: {notes: {connect: [{id: 1}, {id: 3}]}}) { id } }",
    sql: "update notes set author_id = 4",
    where: "id in (1, 3)",
    mustHit: 2,
    data: () => ({ updateAuthor: { id: 4 } }),
  },
  {
    name: "nested update",
    document: 'mutation { updateAuthor(id: 2, patch: {notes: {update: [{key: {id: 2}, patch: {body: "w"}}]}}) { id } }',
    sql: "update notes set body = 'w'",
    where: "id = 2",
    mustHit: 1,
    data: () => ({ updateAuthor: { id: 2 } }),
  },
  {
    name: "nested delete",
    document: "mutation { updateAuthor(id: 3, patch: {notes: {delete: [{id: 3}, {id: 8}]}}) { id } }",
    sql: "delete from notes",
    where: "id in (3, 8)",
    mustHit: 2,
    data: () => ({ updateAuthor: { id: 3 } }),
  },
  {
    name: "nested disconnect",
    document: "mutation { updateAuthor(id: 3, patch: {notes: {disconnect: [{id: 3}]}}) { id } }",
    sql: "update notes set author_id = null",
    where: "id = 3",
    mustHit: 1,
    data: () => ({ updateAuthor: { id: 3 } }),
  },
  {
    name: "nested update of the one that a row refers to",
    document: 'mutation { updateTag(id: 1, patch: {note: {update: {body: "w"}}}) { id } }',
    sql: "update notes set body = 'w'",
    where: "id = 2",
    mustHit: 1,
    data: () => ({ updateTag: { id: 1 } }),
  },
  {
    name: "connect of the one that a row refers to",
    document: "mutation { updateTag(id: 1, patch: {note: {connect: {id: 3}}}) { id note $columns } }",
    ...referred("id = 3"),
    data: noteOf("updateTag", 1),
  },
  {
    name: "connect of others' by another key",
    document: 'mutation { updateTag(id: 1, patch: {note: {connect: {code: "c1"}}}) { id note $columns } }',
    ...referred("code = 'c1'"),
    data: noteOf("updateTag", 1),
  },
  {
    name: "connect to a new row",
    document: 'mutation { createTag(input: {id: 50, label: "x", note: {connect: {id: 1}}}) { id note $columns } }',
    ...referred("id = 1"),
    data: noteOf("createTag", 50),
  },
  {
    name: "connect to several new rows, one of others",
    document: `mutation { createTags(inputs: [{id: 50, label: "x", note: {connect: {id: 1}}},
      {id: 51, label: "x", note: {connect: {id: 3}}}]) { note $columns } }`,
    ...referred("id in (1, 3)"),
    mustHit: 2,
    data: (rows) => ({ createTags: rows.map((note) => ({ note })) }),
  },
  {
    name: "connect of an upsert",
    document:
      'mutation { upsertTag(input: {id: 2, label: "x", note: {connect: {id: 8}}}, onConflict: ID) { id note $columns } }',
    ...referred("id = 8"),
    data: noteOf("upsertTag", 2),
  },
  {
    name: "nested create of the one that a row refers to",
    document:
      'mutation { updateTag(id: 1, patch: {note: {create: {id: 50, code: "c50", owner: 1, authorId: 1, body: "w"}}}) { id note $columns } }',
    sql: `${into} values (50, 'c50', 1, 1, 'w')`,
    where: undefined,
    data: noteOf("updateTag", 1),
  },
  {
    name: "nested create of the one that a row refers to, for others",
    document:
      'mutation { updateTag(id: 1, patch: {note: {create: {id: 50, code: "c50", owner: 2, authorId: 2, body: "w"}}}) { id note $columns } }',
    sql: `${into} values (50, 'c50', 2, 2, 'w')`,
    where: undefined,
    data: noteOf("updateTag", 1),
  },
  {
    name: "nested create of the one that a new row refers to, for others",
    document:
      'mutation { createTag(input: {id: 50, label: "x", note: {create: {id: 50, code: "c50", owner: 2, authorId: 2, body: "w"}}}) { id note $columns } }',
    sql: `${into} values (50, 'c50', 2, 2, 'w')`,
    where: undefined,
    data: noteOf("createTag", 50),
  },
  {
    name: "nested delete of the one that a row refers to",
    document: "mutation { updateTag(id: 1, patch: {note: {delete: true}}) { id note $columns } }",
    sql: "delete from notes",
    where: "id = 2",
    mustHit: 1,
    data: () => ({ updateTag: { id: 1, note: null } }),
  },
  {
    name: "nested disconnect of the one that a row refers to",
    document: "mutation { updateTag(id: 1, patch: {note: {disconnect: true}}) { id note $columns } }",
    ...referred("false"),
    mustHit: 0,
    data: noteOf("updateTag", 1),
  },
];
