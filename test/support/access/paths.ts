/** A way by which rows of `notes` are shown, counted, or decide what else is shown. */
export interface Path {
  readonly name: string;
  /** The fields of an operation; `$columns` stands for the columns and custom fields of a note, `$custom` for the latter alone. */
  readonly document: string;
  /**
   * What they answer, as one JSON (of a subscription the list of all answers): over `seen`, the rows of `notes` with what is seen of them, and `note(x)` and `custom(x)`, what
   * `$columns` and `$custom` are of a row as JSON, and `loaded(x)`, what a resolver gets of it.
   */
  readonly sql: string;
  /** It is there for who may not see the table, too, as if there were no rows. */
  readonly always?: true;
  /** With global ids instead, where there is a gateway for it. */
  readonly relay?: true;
}

const ordered = "order by x.id";
const notesOf = (condition: string, order = ordered) =>
  `(select coalesce(json_agg(note(x) ${order}), '[]') from seen x where ${condition})`;
const onlyNote = (condition: string) => `(select note(x) from seen x where ${condition})`;
const authors = (value: string) => `(select json_agg(${value} order by a.id) from authors a)`;
const authorsWhere = (condition: string) =>
  `(select coalesce(json_agg(json_build_object('id', a.id) order by a.id), '[]') from authors a where ${condition})`;
const ids = (condition: string) =>
  `(select coalesce(json_agg(json_build_object('id', x.id) order by x.id), '[]') from seen x where ${condition})`;
const seenOf = "(select count(*) from seen x where x.author_id = a.id)";

/** All ways to read. A new one joins the matrix by its line here. */
export const readPaths: readonly Path[] = [
  { name: "list", document: "{ notes $columns }", sql: `json_build_object('notes', ${notesOf("true")})` },
  {
    name: "list with limit and offset",
    document: "{ notes(limit: 3, offset: 1) $columns }",
    sql: `json_build_object('notes', (select coalesce(json_agg(note(x) ${ordered}), '[]') from (select * from seen order by id offset 1 limit 3) x))`,
  },
  {
    name: "list with distinctOn",
    document: "{ notes(distinctOn: [OWNER], orderBy: [{owner: ASC}, {n: DESC}]) $columns }",
    sql: `json_build_object('notes', (select coalesce(json_agg(note(x) order by x.owner), '[]') from (select distinct on (owner) * from seen order by owner, n desc) x))`,
  },
  {
    name: "by key",
    document: "{ one: note(id: 1) $columns three: note(id: 3) $columns eight: note(id: 8) $columns }",
    sql: `json_build_object('one', ${onlyNote("id = 1")}, 'three', ${onlyNote("id = 3")}, 'eight', ${onlyNote("id = 8")})`,
  },
  {
    name: "by unique key",
    document: '{ two: noteByCode(code: "c2") $columns nine: noteByCode(code: "c9") $columns }',
    sql: `json_build_object('two', ${onlyNote("id = 2")}, 'nine', ${onlyNote("id = 9")})`,
  },
  {
    name: "connection",
    document: "{ notesConnection { nodes $columns edges { node $columns } } }",
    sql: `json_build_object('notesConnection', json_build_object('nodes', ${notesOf("true")}, 'edges',
      (select coalesce(json_agg(json_build_object('node', note(x)) ${ordered}), '[]') from seen x)))`,
  },
  {
    name: "count of all",
    document: "{ notesConnection(first: 1) { totalCount pageInfo { hasNextPage hasPreviousPage } } }",
    sql: `json_build_object('notesConnection', json_build_object('totalCount', (select count(*) from seen),
      'pageInfo', json_build_object('hasNextPage', (select count(*) > 1 from seen), 'hasPreviousPage', false)))`,
  },
  {
    name: "last page",
    document: "{ notesConnection(last: 2) { nodes $columns pageInfo { hasPreviousPage } } }",
    sql: `json_build_object('notesConnection', json_build_object('nodes',
      (select coalesce(json_agg(note(x) ${ordered}), '[]') from (select * from seen order by id desc limit 2) x),
      'pageInfo', json_build_object('hasPreviousPage', (select count(*) > 2 from seen))))`,
  },
  {
    name: "relation to many",
    document: "{ authors { id notes $columns } }",
    sql: `json_build_object('authors', ${authors(`json_build_object('id', a.id, 'notes', ${notesOf("x.author_id = a.id")})`)})`,
  },
  {
    name: "relation to many with filter and order",
    document: "{ authors { notes(where: {n: {gt: 2}}, orderBy: [{n: DESC}], limit: 2) $columns } }",
    sql: `json_build_object('authors', ${authors(`json_build_object('notes', (select coalesce(json_agg(note(x) order by x.n desc), '[]')
      from (select * from seen where n > 2 and author_id = a.id order by n desc limit 2) x))`)})`,
  },
  {
    name: "connection of a relation",
    document: "{ authors { notesConnection(first: 1) { totalCount nodes $columns pageInfo { hasNextPage } } } }",
    sql: `json_build_object('authors', ${authors(`json_build_object('notesConnection', json_build_object('totalCount', ${seenOf},
      'nodes', (select coalesce(json_agg(note(x)), '[]') from (select * from seen where author_id = a.id order by id limit 1) x),
      'pageInfo', json_build_object('hasNextPage', ${seenOf} > 1)))`)})`,
  },
  {
    name: "relation to one",
    document: "{ tags { id note $columns } }",
    sql: `json_build_object('tags', (select json_agg(json_build_object('id', t.id, 'note', ${onlyNote("x.id = t.note_id")}) order by t.id) from tags t))`,
  },
  {
    name: "there and back",
    document: "{ tags(limit: 5) { note { author { notes $columns } } } }",
    sql: `json_build_object('tags', (select json_agg(json_build_object('note', (select json_build_object('author',
        (select json_build_object('notes', ${notesOf("x.author_id = a.id")}) from authors a where a.id = s.author_id)) from seen s where s.id = t.note_id)) order by t.id)
      from (select * from tags order by id limit 5) t))`,
  },
  {
    name: "what is below",
    document: "{ notes { id tags { id } author { id } } }",
    sql: `json_build_object('notes', (select coalesce(json_agg(json_build_object('id', x.id,
      'tags', (select coalesce(json_agg(json_build_object('id', t.id) order by t.id), '[]') from tags t where t.note_id = x.id),
      'author', (select json_build_object('id', a.id) from authors a where a.id = x.author_id)) ${ordered}), '[]') from seen x))`,
  },
  {
    name: "link to one",
    document: "{ reports { id note $columns } }",
    sql: `json_build_object('reports', (select json_agg(json_build_object('id', r.id, 'note', ${onlyNote("x.id = r.note_id")}) order by r.id) from reports r))`,
  },
  {
    name: "link to many",
    document: "{ accounts { id notes $columns } }",
    sql: `json_build_object('accounts', (select json_agg(json_build_object('id', c.id, 'notes', ${notesOf("x.account_id = c.id")}) order by c.id) from accounts c))`,
  },
  {
    name: "link to many with filter and limit",
    document: "{ accounts { notes(where: {n: {lt: 10}}, orderBy: [{n: DESC}], limit: 1) $columns } }",
    sql: `json_build_object('accounts', (select json_agg(json_build_object('notes', (select coalesce(json_agg(note(x)), '[]')
      from (select * from seen where n < 10 and account_id = c.id order by n desc limit 1) x)) order by c.id) from accounts c))`,
  },
  {
    name: "link from it",
    document: "{ notes { id account { id } reports { id } } }",
    sql: `json_build_object('notes', (select coalesce(json_agg(json_build_object('id', x.id,
      'account', (select json_build_object('id', c.id) from accounts c where c.id = x.account_id),
      'reports', (select coalesce(json_agg(json_build_object('id', r.id) order by r.id), '[]') from reports r where r.note_id = x.id)) ${ordered}), '[]') from seen x))`,
  },
  {
    name: "filter by its columns",
    document: '{ notes(where: {or: [{n: {gt: 6}}, {body: {like: "b1%"}}]}) { id } }',
    sql: `json_build_object('notes', ${ids("n > 6 or body like 'b1%'")})`,
  },
  {
    name: "filter not",
    document: "{ notes(where: {not: {n: {gt: 6}}}) { id } }",
    sql: `json_build_object('notes', ${ids("not n > 6")})`,
  },
  {
    name: "some",
    document: "{ authors(where: {notes: {some: {n: {gt: 3}}}}) { id } }",
    sql: `json_build_object('authors', ${authorsWhere("exists (select from seen x where x.author_id = a.id and x.n > 3)")})`,
  },
  {
    name: "some of all",
    document: "{ authors(where: {notes: {some: {}}}) { id } }",
    sql: `json_build_object('authors', ${authorsWhere(`${seenOf} > 0`)})`,
  },
  {
    name: "none",
    document: "{ authors(where: {notes: {none: {}}}) { id } }",
    sql: `json_build_object('authors', ${authorsWhere(`${seenOf} = 0`)})`,
  },
  {
    name: "every",
    document: "{ authors(where: {notes: {every: {n: {gt: 4}}}}) { id } }",
    sql: `json_build_object('authors', ${authorsWhere("not exists (select from seen x where x.author_id = a.id and not x.n > 4)")})`,
  },
  {
    name: "count",
    document: "{ authors(where: {notes: {count: {gte: 2}}}) { id } }",
    sql: `json_build_object('authors', ${authorsWhere(`${seenOf} >= 2`)})`,
  },
  {
    name: "within an or, within a relation",
    document: "{ authors(where: {or: [{notes: {some: {tags: {some: {note: {n: {gt: 9}}}}}}}, {id: {eq: 4}}]}) { id } }",
    sql: `json_build_object('authors', ${authorsWhere("a.id = 4 or exists (select from seen x join tags t on t.note_id = x.id where x.author_id = a.id and x.n > 9)")})`,
  },
  {
    name: "to one in a filter",
    document: "{ tags(where: {note: {n: {gte: 0}}}) { id } }",
    sql: `json_build_object('tags', (select coalesce(json_agg(json_build_object('id', t.id) order by t.id), '[]') from tags t where exists (select from seen x where x.id = t.note_id)))`,
  },
  {
    name: "order by a column of it",
    document: "{ tags(orderBy: [{note: {n: DESC_NULLS_LAST}}]) { id } }",
    sql: `json_build_object('tags', (select json_agg(json_build_object('id', t.id) order by x.n desc nulls last, t.id) from tags t left join seen x on x.id = t.note_id))`,
  },
  {
    name: "order by an aggregate of it",
    document: "{ authors(orderBy: [{notes: {count: DESC}}]) { id } }",
    sql: `json_build_object('authors', (select json_agg(json_build_object('id', a.id) order by ${seenOf} desc, a.id) from authors a))`,
  },
  {
    name: "order by the largest value of it",
    document: "{ authors(orderBy: [{notes: {max: {n: DESC_NULLS_LAST}}}]) { id } }",
    sql: `json_build_object('authors', (select json_agg(json_build_object('id', a.id) order by (select max(x.n) from seen x where x.author_id = a.id) desc nulls last, a.id) from authors a))`,
  },
  {
    name: "one snapshot",
    document: "query @transaction { notes $columns reports { note $columns } }",
    sql: `json_build_object('notes', ${notesOf("true")}, 'reports', (select json_agg(json_build_object('note', ${onlyNote("x.id = r.note_id")}) order by r.id) from reports r))`,
  },
  {
    name: "fragments and aliases",
    document: "{ a: notes { ...N } b: authors { ... on Author { c: notes { ...N } } } } fragment N on Note $columns",
    sql: `json_build_object('a', ${notesOf("true")}, 'b', ${authors(`json_build_object('c', ${notesOf("x.author_id = a.id")})`)})`,
  },
  {
    name: "selection after another table was written",
    document: 'mutation { updateTag(id: 2, patch: {label: "x"}) { id note $columns } }',
    sql: `json_build_object('updateTag', json_build_object('id', 2, 'note', ${onlyNote("x.id = (select t.note_id from tags t where t.id = 2)")}))`,
  },
  {
    name: "selection after many were written",
    document: 'mutation { updateTags(where: {id: {lt: 9}}, patch: {label: "x"}) { nodes { id note $columns } } }',
    sql: `json_build_object('updateTags', json_build_object('nodes', (select json_agg(json_build_object('id', t.id, 'note', ${onlyNote("x.id = t.note_id")}) order by t.id) from tags t where t.id < 9)))`,
  },
  {
    name: "selection of what was deleted",
    document: "mutation { deleteTag(id: 7) { id note $columns } }",
    sql: `json_build_object('deleteTag', json_build_object('id', 7, 'note', ${onlyNote("x.id = (select t.note_id from tags t where t.id = 7)")}))`,
  },
  {
    name: "filter of a write by it",
    document: 'mutation { updateTags(where: {note: {n: {gt: 4}}}, patch: {label: "x"}) { count } }',
    sql: `json_build_object('updateTags', json_build_object('count', (select count(*) from tags t where exists (select from seen x where x.id = t.note_id and x.n > 4))))`,
  },
  {
    name: "global id",
    document:
      '{ one: node(id: "WyJOb3RlIiwiMSJd") { ... on Note $columns } nodes(ids: ["WyJOb3RlIiwiMyJd", "WyJOb3RlIiwiOCJd", "WyJOb3RlIiwiMiJd"]) { ... on Note $columns } }',
    sql: `json_build_object('one', ${onlyNote("id = 1")}, 'nodes', json_build_array(${onlyNote("id = 3")}, ${onlyNote("id = 8")}, ${onlyNote("id = 2")}))`,
    relay: true,
  },
  {
    name: "custom fields of it",
    document: "{ notes $custom }",
    sql: `json_build_object('notes', (select coalesce(json_agg(custom(x) ${ordered}), '[]') from seen x))`,
  },
  {
    name: "custom fields of it behind a relation and a link",
    document: "{ authors { notes $custom } reports { note $custom } }",
    sql: `json_build_object('authors', ${authors(`json_build_object('notes', (select coalesce(json_agg(custom(x) ${ordered}), '[]') from seen x where x.author_id = a.id))`)},
      'reports', (select json_agg(json_build_object('note', (select custom(x) from seen x where x.id = r.note_id)) order by r.id) from reports r))`,
  },
  {
    name: "custom field that leads to one",
    document: "{ tags { id sameNote $columns } }",
    sql: `json_build_object('tags', (select json_agg(json_build_object('id', t.id, 'sameNote', ${onlyNote("x.id = t.note_id")}) order by t.id) from tags t))`,
  },
  {
    name: "custom field that leads to several",
    document: "{ reports { twoNotes $columns } }",
    sql: `json_build_object('reports', (select json_agg(json_build_object('twoNotes', json_build_array(${onlyNote("x.id = r.note_id")}, ${onlyNote("x.id = r.note_id + 1")})) order by r.id) from reports r))`,
  },
  {
    name: "custom field that leads from it to another",
    document: "{ notes { id next $columns } }",
    sql: `json_build_object('notes', (select coalesce(json_agg(json_build_object('id', y.id, 'next', ${onlyNote("x.id = y.n + 1")}) order by y.id), '[]') from seen y))`,
  },
  {
    name: "custom type with a list of it",
    document: "{ pile { notes $columns } }",
    sql: `json_build_object('pile', json_build_object('notes', json_build_array(${onlyNote("id = 8")}, ${onlyNote("id = 3")}, ${onlyNote("id = 1")})))`,
  },
  {
    name: "custom query",
    document: "{ two: chosen(id: 2) $columns nine: chosen(id: 9) { author { notes $columns } } }",
    sql: `json_build_object('two', ${onlyNote("id = 2")}, 'nine', (select json_build_object('author',
      (select json_build_object('notes', ${notesOf("x.author_id = a.id")}) from authors a where a.id = s.author_id)) from seen s where s.id = 9))`,
  },
  {
    name: "custom mutation",
    document: "mutation { two: relabel(tag: 1) $columns eight: relabel(tag: 7) $columns }",
    sql: `json_build_object('two', ${onlyNote("id = 2")}, 'eight', ${onlyNote("id = 8")})`,
  },
  {
    name: "custom subscription",
    document: "subscription { told(ids: [2, 8]) $columns }",
    sql: `json_build_array(json_build_object('told', ${onlyNote("id = 2")}), json_build_object('told', ${onlyNote("id = 8")}))`,
  },
  {
    name: "row that a resolver loads",
    document: "{ tags { id loadedNote } }",
    sql: `json_build_object('tags', (select json_agg(json_build_object('id', t.id, 'loadedNote', (select loaded(x) from seen x where x.id = t.note_id)) order by t.id) from tags t))`,
    always: true,
  },
  {
    name: "custom fields behind a global id",
    document: '{ one: node(id: "WyJOb3RlIiwiMSJd") { ... on Note $custom } chosen(id: 8) $columns }',
    sql: `json_build_object('one', (select custom(x) from seen x where id = 1), 'chosen', ${onlyNote("id = 8")})`,
    relay: true,
  },
];
