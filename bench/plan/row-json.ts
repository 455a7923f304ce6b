import type { Client } from "pg";
import { median } from "../pool/rounds.ts";
import { withClient, withPostgres } from "../postgres.ts";

// Which form of a row's JSON is the cheapest for Postgres: node bench/plan/row-json.ts
// Every form prints the same eight columns of 100,000 rows; rounds are interleaved, so that a slow moment hits all.

const columns = {
  id: "id::text",
  customerId: "customer_id",
  total: "total::text",
  status: "status",
  placedAt: "placed_at",
  currency: "currency",
  flag: "flag",
  version: "version",
};
const pairs = Object.entries(columns).map(([name, value]) => `'${name}', ${value}`);
const named = Object.entries(columns).map(([name, value]) => `${value} as "${name}"`);

const forms = {
  "json_agg(record)": `select json_agg(r.*)::text from (select ${named} from orders) r`,
  json_build_object: `select json_agg(json_build_object(${pairs}))::text from orders`,
  json_build_array: `select json_agg(json_build_array(${Object.values(columns)}))::text from orders`,
  "nested: row_to_json(record)": `select json_agg(r.*)::text from (select id::text as "id", (select row_to_json(n.*) from (select o.id::text as "id", o.status as "status") n) as "nested" from orders o) r`,
  "nested: json_build_object": `select json_agg(r.*)::text from (select id::text as "id", (select json_build_object('id', o.id::text, 'status', o.status)) as "nested" from orders o) r`,
};

const rounds = 15;
await withPostgres((url) => withClient(url, compare));

async function compare(client: Client): Promise<void> {
  await client.query(`
    create table orders as
    select g::bigint as id, g % 1000 as customer_id, (g * 1.17)::numeric(12, 2) as total,
      case when g % 2 = 0 then 'PAID' else 'PENDING' end as status,
      timestamptz '2024-01-01' + g * interval '1 minute' as placed_at,
      'EUR'::text as currency, g % 3 = 0 as flag, 1 as version
    from generate_series(1, 100000) g;
    analyze orders`);
  const times = new Map(Object.keys(forms).map((name): [string, number[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, text] of Object.entries(forms)) {
      const started = performance.now();
      await client.query(text);
      times.get(name)?.push(performance.now() - started);
    }
  }
  for (const [name, values] of times) {
    const base = median(
      times.get(name.startsWith("nested") ? "nested: row_to_json(record)" : "json_agg(record)") ?? [],
    );
    console.log(
      `${name.padEnd(30)} ${median(values).toFixed(0).padStart(5)} ms  ${(median(values) / base).toFixed(2)}`,
    );
  }
}
