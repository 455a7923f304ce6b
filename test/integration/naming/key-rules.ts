/** What counts as a key: tests on a real Postgres, and a table of `docs/naming.md`. */
export interface KeyRule {
  /** The table's name in the tests. */
  readonly table: string;
  /** How it is made, `T` standing for the table. */
  readonly sql: readonly string[];
  /** The root fields that find a row, in a database without a prefix. */
  readonly lookups: readonly string[];
  /** Why a key does not count. */
  readonly reason?: string;
}

export const keyRules: readonly KeyRule[] = [
  { table: "plain", sql: ["create table T (id int primary key)"], lookups: ["plain(id)"] },
  {
    table: "composite",
    sql: ["create table T (order_id int, line_no int, primary key (order_id, line_no))"],
    lookups: ["composite(orderId, lineNo)"],
  },
  {
    table: "constrained",
    sql: ["create table T (id int primary key, sku text unique)"],
    lookups: ["constrained(id)", "constrainedBySku(sku)"],
  },
  {
    table: "indexed",
    sql: ["create table T (sku text, extra text)", "create unique index on T (sku) include (extra)"],
    lookups: ["indexedBySku(sku)"],
  },
  {
    table: "doubled",
    sql: ["create table T (id int primary key)", "create unique index on T (id)"],
    lookups: ["doubled(id)"],
  },
  {
    table: "partitioned",
    sql: [
      "create table T (id int primary key) partition by range (id)",
      "create table T_1 partition of T for values from (0) to (10)",
    ],
    lookups: ["partitioned(id)"],
  },
  {
    table: "partly",
    sql: ["create table T (sku text, sold bool)", "create unique index T_key on T (sku) where not sold"],
    lookups: [],
    reason: "does not count: it holds only for rows that fulfil its condition",
  },
  {
    table: "lowered",
    sql: ["create table T (sku text)", "create unique index T_key on T (lower(sku))"],
    lookups: [],
    reason: "does not count: it is made of expressions, not of columns alone",
  },
  {
    table: "deferred",
    sql: ["create table T (id int, constraint T_key primary key (id) deferrable)"],
    lookups: [],
    reason: "does not count: it is deferrable, so it does not hold at every moment",
  },
  {
    table: "invalid",
    sql: [
      "create table T (sku text)",
      "create unique index T_key on T (sku)",
      "update pg_index set indisvalid = false where indexrelid = 'T_key'::regclass",
    ],
    lookups: [],
    reason: "does not count: the index is not valid; reindex it",
  },
  {
    table: "parent",
    sql: ["create table T (id int constraint T_key primary key)", "create table T_child () inherits (T)"],
    lookups: [],
    reason: "does not count: it does not hold for the rows of public.parent_child, which inherits from this table",
  },
  {
    table: "collated",
    sql: ["create table T (sku text)", 'create unique index on T (sku collate "C")'],
    lookups: ["collatedBySku(sku)"],
  },
  {
    table: "caseless",
    sql: [
      "create collation T_texts (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
      "create table T (sku text collate T_texts)",
      'create unique index T_key on T (sku collate "C")',
    ],
    lookups: [],
    reason: "does not count: it compares sku by another collation than the column",
  },
  {
    table: "by_image",
    sql: [
      "create function T_same(numeric, numeric) returns boolean immutable return $1::text = $2::text",
      "create function T_order(numeric, numeric) returns int immutable return bttextcmp($1::text, $2::text)",
      "create operator === (leftarg = numeric, rightarg = numeric, function = T_same)",
      "create operator class T_class for type numeric using btree as operator 3 ===, function 1 T_order(numeric, numeric)",
      "create table T (price numeric)",
      "create unique index T_key on T (price T_class)",
    ],
    lookups: [],
    reason: "does not count: its operator class has an equality of its own for price",
  },
  {
    table: "incomparable",
    sql: ["create table T (span int4range)", "create unique index T_key on T (span)"],
    lookups: [],
    reason: "is not used: values of its column span cannot be compared",
  },
  { table: "view", sql: ["create view T as select 1 as id"], lookups: [] },
];

export const sqlOf = ({ table, sql }: KeyRule): string =>
  sql.map((statement) => `${statement.replaceAll(/\bT(?=_|\b)/g, table)};`).join("\n");
