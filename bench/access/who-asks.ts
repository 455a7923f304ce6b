import { Agent, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import { createAuthentication } from "../../src/access/index.ts";
import { type AuthConfig, resolveConfig } from "../../src/config/index.ts";
import { createGateway } from "../../src/index.ts";
import { runSql, withPostgres } from "../postgres.ts";

// What it costs to know who asks: node --conditions=@sluice/source bench/access/who-asks.ts
// First by itself, then in whole requests for one row; rounds are interleaved, so that a slow moment hits all.

const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
const jwt = { publicKey: await exportSPKI(publicKey), allowAdmin: true };
const settings: Readonly<Record<string, AuthConfig | undefined>> = {
  "without auth": undefined,
  "without, again": undefined,
  "admin secret": { adminSecret: "the secret of the admins" },
  "token seen before": { jwt },
  "new token": { jwt },
};

let signed = 0;
async function newHeaders(): Promise<Record<string, string>> {
  signed += 1;
  const claims = { role: "admin", aud: "api", sub: `user-${signed}`, exp: Math.floor(Date.now() / 1000) + 3600 };
  const token = await new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(privateKey);
  return { authorization: `Bearer ${token}` };
}
const known = await newHeaders();
const headersFor = (name: string, count: number): Promise<Record<string, string>[]> =>
  Promise.all(
    Array.from({ length: count }, async () => {
      if (name === "new token") return newHeaders();
      return name === "admin secret" ? { "x-sluice-admin-secret": "the secret of the admins" } : known;
    }),
  );

/** Milliseconds for one, in the median of the rounds. */
async function compare(
  rounds: number,
  count: number,
  work: (name: string) => (headers: Record<string, string>) => Promise<unknown>,
) {
  const runs = Object.keys(settings).map((name) => ({ name, run: work(name), times: [] as number[] }));
  for (let round = -2; round < rounds; round += 1) {
    // What comes first in a round has another machine than what comes last.
    const order = [...runs.slice(round % runs.length), ...runs.slice(0, round % runs.length)];
    for (const { name, run, times } of order) {
      const all = await headersFor(name, count);
      const started = performance.now();
      for (const headers of all) await run(headers);
      if (round >= 0) times.push((performance.now() - started) / count);
    }
  }
  const medians = runs.map(({ name, times }) => ({ name, ms: times.toSorted((a, b) => a - b)[rounds >> 1] ?? 0 }));
  for (const { name, ms } of medians) {
    const ratio = ms / (medians[0]?.ms ?? 1);
    console.log(`  ${name.padEnd(18)} ${(ms * 1000).toFixed(1).padStart(7)} µs  ${ratio.toFixed(2)}`);
  }
}

console.log("who asks, by itself");
await compare(15, 500, (name) => {
  const resolved = resolveConfig(
    { databases: { main: "postgres:///main" }, auth: settings[name] },
    { strictNames: true },
  );
  const { authenticate } = createAuthentication(resolved.auth, () => new Set());
  return (headers) => authenticate(new Headers(headers));
});

const agent = new Agent({ keepAlive: true });
await withPostgres(async (url) => {
  await runSql(url, "create table notes (id int primary key); insert into notes values (1)");
  const gateways = new Map<string, { readonly url: string; readonly stop: () => Promise<void> }>();
  for (const [name, auth] of Object.entries(settings)) {
    const gateway = await createGateway({ databases: { main: url }, auth, server: { port: 0 } });
    gateways.set(name, { url: (await gateway.start()).url, stop: () => gateway.stop() });
  }
  console.log("a request for one row");
  await compare(101, 20, (name) => (headers) => post(gateways.get(name)?.url ?? "", headers));
  for (const { stop } of gateways.values()) await stop();
}).finally(() => agent.destroy());

async function post(url: string, headers: Record<string, string>): Promise<void> {
  const sent = request(url, { method: "POST", agent, headers: { "content-type": "application/json", ...headers } });
  sent.end('{"query": "{ mainNotes { id } }"}');
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve).once("error", reject);
  });
  const body = await text(answer);
  if (!body.includes('"id":1')) throw new Error(body);
}
