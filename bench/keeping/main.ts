import { availableParallelism } from "node:os";
import { createGateway } from "../../src/gateway/index.ts";
import { Samples } from "../../src/live/samples.ts";
import { Track } from "../../src/live/track.ts";
import { StatementTally } from "../../src/pools/statement-tally.ts";
import { fill } from "../fill.ts";
import { microseconds, printSections, type Section } from "../pool/report.ts";
import { inTurn, measure, type Round, together } from "../pool/rounds.ts";
import { benchPools } from "../pool/target.ts";
import { runSql, withPostgres } from "../postgres.ts";

// What it costs to count statements, and to keep what pools were like: npm run bench:keeping writes it to
// docs/performance.md; with `-- --quick` it is short, and only shown.

const isQuick = process.argv.includes("--quick");
const rounds = isQuick ? 5 : 21;
await withPostgres(async (url) => {
  await runSql(url, "create table notes (id int primary key); insert into notes values (1)");
  const where = `Node.js ${process.version}, ${availableParallelism()} cores, on the loopback. Time on the processor, medians of ${rounds} rounds.`;
  const printed = `${where}\n\n${printSections([await benchStatements(url), await benchAlone(url)])}`;
  console.log(printed);
  if (!isQuick) await fill("keeping", printed);
});

/** The same work where statements are counted, and where they are not. */
async function benchStatements(url: string): Promise<Section> {
  const counted = benchPools(url);
  const uncounted = withoutCounting(benchPools(url));
  const config = { databases: { bench: { url, prefix: "" } }, server: { port: 0 } };
  const counting = await createGateway(config, { development: false });
  const silent = await createGateway(config, { development: false });
  withoutCounting(silent.pools);
  const read = (pools: typeof counted) => {
    const statement = { text: "select 1", name: "one", effects: "none" } as const;
    return () => pools.get("bench").query(statement, { operation: "One" });
  };
  const ask = (gateway: typeof counting) => async () => {
    const body = '{"query": "query One { notes { id } }"}';
    const headers = { "content-type": "application/json", host: "localhost" };
    const response = await gateway.fetch(new Request("http://localhost/graphql", { method: "POST", headers, body }));
    const answer = await response.text();
    if (!answer.includes('"id":1')) throw new Error(answer);
  };
  const compare = async (what: string, count: number, ours: Round, other: Round) => {
    const [a = Number.NaN, b = Number.NaN] = await measure(rounds, [onCpu(ours), onCpu(other)]);
    const times = { ours: microseconds(a, count), other: microseconds(b, count), ratio: (a / b).toFixed(3) };
    return { what, ...times, target: "", isMet: true };
  };
  try {
    const [ours, other] = [read(counted), read(uncounted)];
    return {
      title: "Counting statements",
      text: "`pool.query` of a named `select 1`, and a request for one row in the process of the gateway, each with a name of its operation. Without the time in Postgres.",
      columns: ["counted", "not counted"],
      findings: [
        await compare("one after the other", 1_000, inTurn(1_000, ours), inTurn(1_000, other)),
        await compare("20 callers", 2_000, together(2_000, 20, ours), together(2_000, 20, other)),
        await compare("a request", 200, inTurn(200, ask(counting)), inTurn(200, ask(silent))),
        await compare("not counted, against the same", 1_000, inTurn(1_000, other), inTurn(1_000, other)),
      ],
    };
  } finally {
    await Promise.all([counted.close(), uncounted.close(), counting.stop(), silent.stop()]);
  }
}

/** What it took of the processor, so that a machine that is busy with something else counts for less. */
function onCpu(round: Round): Round {
  return async () => {
    const began = process.cpuUsage();
    await round();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000;
  };
}

function withoutCounting<Pools extends ReturnType<typeof benchPools>>(pools: Pools): Pools {
  Object.assign(pools.get("bench").statements, { add: () => {}, countRows: () => {} });
  return pools;
}

/** What is too little to be seen beside a statement. */
async function benchAlone(url: string): Promise<Section> {
  const pools = benchPools(url);
  const pool = pools.get("bench");
  await pool.open();
  const tally = new StatementTally();
  const texts = Array.from({ length: 100 }, (_, at) => `select ${at} as n from somewhere where something = $1`);
  const runs = texts.map((text) => ({ statement: { text }, operation: "One", ms: 1, error: undefined, rows: 1 }));
  const count: Round = async () => {
    const started = performance.now();
    for (let time = 0; time < 1_000; time += 1) for (const run of runs) tally.add(run);
    return performance.now() - started;
  };
  const samples = new Samples(pools);
  const track = new Track(pool, samples.now(pool), 0);
  let now = 0;
  const beat: Round = async () => {
    const started = performance.now();
    for (let time = 0; time < 1_000; time += 1) {
      now += 1_000;
      const sample = samples.now(pool);
      // A thousand seconds that are over at once, and end now.
      track.add({ ...sample, sampledAt: new Date(sample.sampledAt.getTime() - (1_000 - time) * 1_000) }, now);
    }
    return performance.now() - started;
  };
  const history: Round = async () => {
    const started = performance.now();
    const { length } = track.points(1_000, Date.now());
    if (length < 899) throw new Error(`There are ${length} points.`);
    return performance.now() - started;
  };
  const [counting = Number.NaN, beats = Number.NaN, points = Number.NaN] = await measure(
    rounds,
    [count, beat, history].map(onCpu),
  );
  await pools.close();
  const finding = (what: string, ours: string) => ({ what, ours, other: "", ratio: "", target: "", isMet: true });
  return {
    title: "By itself",
    text: "The gateway keeps a point per second and database. To answer with all of them is paid by who asks.",
    columns: ["time", ""],
    findings: [
      finding("to count a statement", microseconds(counting, 100_000)),
      finding("a second of the history of a database", microseconds(beats, 1_000)),
      finding("an answer of 900 points", microseconds(points, 1)),
    ],
  };
}
