import fc from "fast-check";

// Rows of many types, with nulls and with values that are equal to others, and how the tests' own SQL orders them.

export const schemaSql = `
  create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
  create type mood as enum ('sad', 'ok', 'happy');
  create domain quantity as numeric check (value > -1000);
  create table regions (id int primary key, name text);
  create table owners (id int primary key, region_id int references regions, label text, rank numeric);
  create table things (
    part int not null, code text not null, primary key (part, code),
    owner_id int references owners,
    v_int int, v_small int2 not null, v_big int8, v_num numeric, v_qty quantity, v_real float4, v_float float8,
    v_text text, v_c text collate "C" not null, v_caseless text collate caseless, v_char char(3), v_byte "char", v_name name,
    v_bool bool, v_mood mood, v_bytes bytea, v_uuid uuid, v_stamp timestamp, v_moment timestamptz, v_date date,
    v_time time, v_span interval, v_net inet, v_bits varbit, v_money money
  );
  create table pieces (
    id int primary key, part int not null, code text not null, size int, weight float8, made timestamptz,
    foreign key (part, code) references things
  );
`;

const values: Readonly<Record<string, readonly string[]>> = {
  v_int: ["null", "-1", "0", "1", "2147483647"],
  v_small: ["-32768", "0", "1", "32767"],
  v_big: ["null", "-9223372036854775808", "9007199254740993", "9007199254740992", "9223372036854775807"],
  v_num: ["null", "'NaN'", "'Infinity'", "'-Infinity'", "1.5", "1.50", "0.1", "12345678901234567890.123456789"],
  v_qty: ["null", "1.5", "1.50", "-3"],
  v_real: ["null", "'NaN'", "'Infinity'", "0.1", "'-0'", "0", "1e-30"],
  v_float: ["null", "'NaN'", "'-Infinity'", "0.1", "0.30000000000000004", "0.3", "'-0'", "0", "1e300"],
  v_text: ["null", "''", "'a'", "'A'", "'ä'", `'"\\'`, "'a b'", "'a-b'", "'😀'", "e'\\n'", "'null'"],
  v_c: ["''", "'a'", "'A'", "'b'", "'ä'"],
  v_caseless: ["null", "'a'", "'A'", "'b'", "'B'"],
  v_char: ["null", "''", "'a'", "'a  '", "'abc'"],
  v_byte: ["null", "'a'", "'A'", "'~'"],
  v_name: ["null", "'a'", "'B'", "'c'"],
  v_bool: ["null", "true", "false"],
  v_mood: ["null", "'sad'", "'ok'", "'happy'"],
  v_bytes: ["null", "''", "'\\x00'", "'\\x00ff'", "'\\xff'"],
  v_uuid: ["null", "'00000000-0000-0000-0000-000000000001'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'"],
  v_stamp: ["null", "'infinity'", "'-infinity'", "'2024-01-01 00:00:00.000001'", "'2024-01-01'", "'0044-03-15 BC'"],
  v_moment: ["null", "'infinity'", "'2024-01-01 00:00:00.000002+00'", "'2024-01-01 01:00+01'", "'2024-01-01Z'"],
  v_date: ["null", "'infinity'", "'2024-02-29'", "'0001-01-01 BC'"],
  v_time: ["null", "'00:00'", "'24:00'", "'12:00:00.000001'"],
  v_span: ["null", "'1 month'", "'30 days'", "'720 hours'", "'-1 day'", "'1 microsecond'"],
  v_net: ["null", "'10.0.0.1'", "'10.0.0.0/8'", "'::1'"],
  v_bits: ["null", "b''", "b'0'", "b'01'", "b'1'"],
  v_money: ["null", "1.5", "-1234.56"],
};

export const valueColumns = Object.keys(values);

/** SQL literals of one row of things. */
const thing = fc.record({
  part: fc.integer({ min: 0, max: 2 }),
  code: fc.constantFrom("''", "'a'", "'A'", "'ä'", "'b'", "'z'", "'10'", "'9'", `'"'`, "'a b'", "'_'"),
  owner: fc.constantFrom("null", "1", "2", "3"),
  values: fc.tuple(...Object.values(values).map((each) => fc.constantFrom(...each))),
  pieces: fc.array(
    fc.tuple(
      fc.constantFrom("null", "1", "2", "2147483647"),
      // Sums of these are the same in any order.
      fc.constantFrom("null", "0.5", "0.25", "3", "'Infinity'"),
      fc.constantFrom("null", "'2024-01-01Z'", "'2025-01-01Z'"),
    ),
    { maxLength: 3 },
  ),
});
export type Thing = typeof thing extends fc.Arbitrary<infer Value> ? Value : never;

export const things = fc.uniqueArray(thing, { minLength: 5, maxLength: 11, selector: keyOf });
export const oneThing = thing;

export function keyOf({ part, code }: Pick<Thing, "part" | "code">): string {
  return `${part} ${code}`;
}

export function insertSql({ part, code, owner, values: literals, pieces }: Thing, index: number): string {
  const rows = pieces.map((piece, at) => `(${[index * 10 + at, part, code, ...piece].join(", ")})`);
  return [
    `insert into things (part, code, owner_id, ${valueColumns.join(", ")}) values (${[part, code, owner, ...literals].join(", ")});`,
    ...(rows.length > 0 ? [`insert into pieces values ${rows.join(", ")};`] : []),
  ].join("\n");
}

export const ownersSql = `
  insert into regions values (1, 'north'), (2, null);
  insert into owners values (1, 1, 'x', 1.50), (2, 2, 'x', 1.5), (3, null, null, 'NaN');
`;

/** One thing to order by: as the API has it, and as SQL has it. */
export interface OrderItem {
  readonly graphql: (direction: string) => string;
  readonly sql: string;
}

const camel = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
const own = ["part", "code", ...valueColumns].map((column): OrderItem => {
  return { graphql: (direction) => `{${camel(column)}: ${direction}}`, sql: `t.${column}` };
});

const owner = (expression: string) => `(select ${expression} from owners o where o.id = t.owner_id)`;
const pieces = (expression: string, condition = "p.part = t.part and p.code = t.code") =>
  `(select ${expression} from pieces p where ${condition})`;
const aggregate = (graphql: (direction: string) => string, sql: string): OrderItem => ({ graphql, sql });

export const ownItems: readonly OrderItem[] = own;

export const relatedItems: readonly OrderItem[] = [
  aggregate((to) => `{owner: {label: ${to}}}`, owner("o.label")),
  aggregate((to) => `{owner: {rank: ${to}}}`, owner("o.rank")),
  aggregate((to) => `{owner: {id: ${to}}}`, owner("o.id")),
  aggregate(
    (to) => `{owner: {region: {name: ${to}}}}`,
    owner("(select g.name from regions g where g.id = o.region_id)"),
  ),
  aggregate(
    (to) => `{owner: {things: {count: ${to}}}}`,
    owner("(select count(*) from things x where x.owner_id = o.id)"),
  ),
  aggregate(
    (to) => `{owner: {things: {max: {vBig: ${to}}}}}`,
    owner("(select max(x.v_big) from things x where x.owner_id = o.id)"),
  ),
];

export const aggregateItems: readonly OrderItem[] = [
  aggregate((to) => `{piecesByPartCode: {count: ${to}}}`, pieces("count(*)")),
  aggregate((to) => `{piecesByPartCode: {sum: {size: ${to}}}}`, pieces("sum(p.size)")),
  aggregate((to) => `{piecesByPartCode: {avg: {size: ${to}}}}`, pieces("avg(p.size)")),
  aggregate((to) => `{piecesByPartCode: {sum: {weight: ${to}}}}`, pieces("sum(p.weight)")),
  aggregate((to) => `{piecesByPartCode: {avg: {weight: ${to}}}}`, pieces("avg(p.weight)")),
  aggregate((to) => `{piecesByPartCode: {min: {made: ${to}}}}`, pieces("min(p.made)")),
  aggregate((to) => `{piecesByPartCode: {max: {weight: ${to}}}}`, pieces("max(p.weight)")),
];

const directions = {
  ASC: "asc",
  DESC: "desc",
  ASC_NULLS_FIRST: "asc nulls first",
  ASC_NULLS_LAST: "asc nulls last",
  DESC_NULLS_FIRST: "desc nulls first",
  DESC_NULLS_LAST: "desc nulls last",
} as const;

export interface Order {
  readonly graphql: string;
  /** Ends in the primary key. */
  readonly sql: string;
}

/** Orders of up to four things, their directions mixed. */
export const ordersOf = (items: readonly OrderItem[]): fc.Arbitrary<Order> =>
  fc
    .array(
      fc.record({
        item: fc.constantFrom(...items),
        direction: fc.constantFrom(...(Object.keys(directions) as (keyof typeof directions)[])),
      }),
      { maxLength: 4 },
    )
    .map((chosen) => ({
      graphql: `[${chosen.map(({ item, direction }) => item.graphql(direction)).join(", ")}]`,
      sql: [...chosen.map(({ item, direction }) => `${item.sql} ${directions[direction]}`), "t.part", "t.code"].join(
        ", ",
      ),
    }));
