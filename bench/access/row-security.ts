import { Agent, type IncomingMessage, request } from "node:http";
import { availableParallelism } from "node:os";
import { text } from "node:stream/consumers";
import { SignJWT } from "jose";
import { createGateway, type SluiceConfig } from "../../src/index.ts";
import { createPools } from "../../src/pools/index.ts";
import { fill } from "../fill.ts";
import { microseconds, printSections, type Section } from "../pool/report.ts";
import { inTurn, measure, type Round, together } from "../pool/rounds.ts";
import { ask, runSql, withPostgres } from "../postgres.ts";

// What row security costs: npm run bench:row-security writes it to docs/performance.md; with `-- --quick` it is short, and
// only shown.

const isQuick = process.argv.includes("--quick");
const rounds = isQuick ? 3 : 101;
const secret = "a secret that the bench signs its tokens with";

const shop = `
  create table orders (id int primary key, customer_id int not null, total numeric not null);
  insert into orders select n, n % 1000, n from generate_series(1, 100000) n;
  create index on orders (customer_id);
  create role app_customer;
  create role app_gateway login noinherit password 'gateway';
  grant app_customer to app_gateway with inherit false, set true;
  alter table orders enable row level security;
  create policy own on orders to app_customer
    using (customer_id = (select (current_setting('request.jwt.claims', true)::json ->> 'customer_id')::int));
  grant select, update on orders to app_customer;
  analyze orders;
`;

const requests = 10;

const queries = {
  "a row by its key": "{ shopOrder(id: 5005) { id total } }",
  "a list of 50 rows": "{ shopOrders(limit: 50) { id total } }",
  "a mutation": "mutation { updateShopOrder(id: 5005, increment: {total: 1}) { id } }",
} as const;

const agent = new Agent({ keepAlive: true });
await withPostgres(async (owner) => {
  await runSql(owner, shop);
  const server = await ask<{ server_version: string }>(owner, "show server_version");
  const own = new URL(owner);
  own.username = "app_gateway";
  own.password = "gateway";
  const sections = [await measureStatements(own.href, owner), await measureRequests(own.href, owner)];
  const machine = `Node.js ${process.version}, PostgreSQL ${server?.server_version}, ${availableParallelism()} cores, on the loopback.`;
  const printed = `${machine}\n\n${printSections(sections)}`;
  console.log(printed);
  if (!isQuick) await fill("row-security", printed);
}).finally(() => agent.destroy());

/** The pool alone: a statement as somebody, against the same as the pool's user, who owns the table. */
async function measureStatements(url: string, owner: string): Promise<Section> {
  const pools = createPools([
    { name: "secured", connection: { url }, settings: { size: 1 } },
    { name: "plain", connection: { url: owner }, settings: { size: 1 } },
  ]);
  const as = { role: "app_customer", claims: '{"customer_id": 5, "role": "app_customer"}' };
  const statement = {
    text: "select total from orders where id = $1",
    values: [5005],
    name: "one",
    effects: "none",
  } as const;
  const count = isQuick ? 50 : 200;
  const value = { text: "select 1", name: "nothing", effects: "none" } as const;
  const secured = pools.get("secured");
  const plain = pools.get("plain");
  try {
    const nothing = await compare(
      count,
      inTurn(count, () => secured.value(value, { as })),
      inTurn(count, () => secured.value(value)),
    );
    const row = await compare(
      count,
      inTurn(count, () => secured.value(statement, { as })),
      inTurn(count, () => plain.value(statement)),
    );
    const control = await compare(
      count,
      inTurn(count, () => plain.value(statement)),
      inTurn(count, () => plain.value(statement)),
    );
    return {
      title: "A statement",
      text: `\`pool.value\` of a named statement as a role with claims, in one round trip, against the same without. The row's table has a policy. Medians of ${rounds} rounds of ${count}.`,
      columns: ["as a role", "as the pool's user"],
      findings: [
        { what: "`select 1`", ...nothing },
        { what: "a row by its key", ...row },
        { what: "control: neither as a role", ...control },
      ],
    };
  } finally {
    await pools.close();
  }
}

/** Whole requests: row security, against a rule that says the same, and against admin, for whom there is none. */
async function measureRequests(url: string, owner: string): Promise<Section> {
  const auth = { jwt: { secret, allowAdmin: true } };
  const rights = { columns: "*", filter: { customerId: { eq: { $claim: "customer_id" } } } } as const;
  const orders = { select: rights, update: { columns: ["total"] } };
  const secured: SluiceConfig = {
    databases: { shop: { url, access: "rls", rowSecurity: { roles: { customer: "app_customer" } } } },
    auth,
    server: { port: 0 },
  };
  const ruled: SluiceConfig = {
    databases: { shop: owner },
    roles: { customer: { databases: { shop: { tables: { orders } } } } },
    auth,
    server: { port: 0 },
  };
  const gateways = await Promise.all([createGateway(secured), createGateway(ruled)]);
  const [rls = "", rules = ""] = await Promise.all(gateways.map(async (gateway) => (await gateway.start()).url));
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const sign = (role: string) =>
    new SignJWT({ role, customer_id: 5, exp })
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode(secret));
  const [customer, admin] = [await sign("customer"), await sign("admin")];
  try {
    const findings = [];
    for (const [what, query] of Object.entries(queries)) {
      const send = (at: string, token: string) => inTurn(requests, () => post(at, token, query));
      findings.push({
        what: `${what}, against a rule`,
        ...(await compare(requests, send(rls, customer), send(rules, customer))),
      });
      findings.push({
        what: `${what}, against admin`,
        ...(await compare(requests, send(rls, customer), send(rules, admin))),
      });
    }
    const query = queries["a row by its key"];
    const many = (at: string, token: string) => together(40, 20, () => post(at, token, query));
    const busy = await compare(40, many(rls, customer), many(rules, customer));
    const control = await compare(
      10,
      inTurn(10, () => post(rules, admin, query)),
      inTurn(10, () => post(rules, admin, query)),
    );
    return {
      title: "A request",
      text: `Whole requests over HTTP with a token, of a customer whom a policy shows a hundred of 100,000 rows: against one whom a rule of the configuration shows the same, and against admin, who is shown all. Medians of ${rounds} rounds of ${requests}, or of 40 by 20 clients.`,
      columns: ["row security", "without"],
      findings: [
        ...findings,
        { what: "a row by its key, 20 clients, against a rule", ...busy },
        { what: "control: admin against admin", ...control },
      ],
    };
  } finally {
    for (const gateway of gateways) await gateway.stop();
  }
}

async function compare(count: number, one: Round, other: Round) {
  const [ours = Number.NaN, others = Number.NaN] = await measure(rounds, [one, other]);
  const ratio = (ours / others).toFixed(2);
  return { ours: microseconds(ours, count), other: microseconds(others, count), ratio, target: "", isMet: true };
}

async function post(url: string, token: string, query: string): Promise<void> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const sent = request(url, { method: "POST", agent, headers });
  sent.end(JSON.stringify({ query }));
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve).once("error", reject);
  });
  const body = await text(answer);
  if (!body.includes('"id":5')) throw new Error(body);
}
