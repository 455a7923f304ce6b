import { Pool as PgPool } from "pg";
import { profile } from "./profile.ts";
import { type Finding, microseconds, type Section } from "./report.ts";
import { inTurn, measure, type Round, together } from "./rounds.ts";
import { benchPools } from "./target.ts";

const most = 1.1;

/** What lending costs, without a statement and with one, against `pg.Pool`. */
export async function benchLend(url: string, rounds: number): Promise<Section[]> {
  const pools = benchPools(url);
  const pool = pools.get("bench");
  const unwatchedPools = benchPools(url, { leakWarning: 0 });
  const unwatched = unwatchedPools.get("bench");
  const pgPool = new PgPool({ connectionString: url, max: 20 });
  // Without the timer that it starts for every connection that comes back.
  const patient = new PgPool({ connectionString: url, max: 20, idleTimeoutMillis: 0 });
  try {
    await Promise.all([pool.open(), unwatched.open()]);
    const compare = async (
      what: string,
      count: number,
      ours: Round,
      theirs: Round,
      hasTarget = true,
    ): Promise<Finding> => {
      const [a = Number.NaN, b = Number.NaN] = await measure(rounds, [ours, theirs]);
      const isMet = a / b <= most;
      const finding = {
        what,
        ours: microseconds(a, count),
        other: microseconds(b, count),
        ratio: (a / b).toFixed(2),
        target: hasTarget ? `at most ${most}` : "",
        isMet,
      };
      return isMet || !hasTarget ? finding : { ...finding, profile: await profile(async () => void (await ours())) };
    };

    const connectAndRelease = (other: PgPool) => async () => {
      const client = await other.connect();
      client.release();
    };
    const nothing = async () => {};
    const borrow = () => pool.borrow(nothing);
    const lends = 50_000;
    const lending = [
      await compare("borrow and return", lends, inTurn(lends, borrow), inTurn(lends, connectAndRelease(pgPool))),
      await compare(
        "against `idleTimeoutMillis: 0`",
        lends,
        inTurn(lends, borrow),
        inTurn(lends, connectAndRelease(patient)),
        false,
      ),
      await compare(
        "with `leakWarning: 0`",
        lends,
        inTurn(lends, () => unwatched.borrow(nothing)),
        inTurn(lends, connectAndRelease(pgPool)),
        false,
      ),
    ];

    const statement = { text: "select 1", name: "one" } as const;
    const read = () => pool.query({ ...statement, effects: "none" });
    const unwatchedRead = () => unwatched.query({ ...statement, effects: "none" });
    const pgRead = () => pgPool.query(statement);
    const count = 4_000;
    const few = 400;
    const statements = [
      await compare("one after the other", count, inTurn(count, read), inTurn(count, pgRead)),
      await compare("20 callers", count, together(count, 20, read), together(count, 20, pgRead)),
      await compare(
        "one after the other, in `borrow`",
        count,
        inTurn(count, () => pool.borrow((lease) => lease.query({ ...statement, effects: "none" }))),
        inTurn(count, pgRead),
        false,
      ),
      await compare(
        "one after the other, with `leakWarning: 0`",
        count,
        inTurn(count, unwatchedRead),
        inTurn(count, pgRead),
        false,
      ),
      await compare(
        "20 callers, with `leakWarning: 0`",
        count,
        together(count, 20, unwatchedRead),
        together(count, 20, pgRead),
        false,
      ),
      await compare(
        "one after the other, `effects` not given",
        few,
        inTurn(few, () => pool.query(statement)),
        inTurn(few, pgRead),
        false,
      ),
    ];
    const columns = ["Sluice", "`pg.Pool`"] as const;
    return [
      {
        title: "Lending an idle connection",
        text: `\`pool.borrow(async () => {})\` with the default settings, every statistic and a listener for events, against \`connect()\` and \`release()\`. Medians of ${rounds} rounds of ${lends.toLocaleString("en")}.`,
        columns,
        findings: lending,
      },
      {
        title: "A statement",
        text: `\`pool.query\` of a named \`select 1\` with \`effects: "none"\`, against the same statement in \`pg.Pool\`'s \`query\`. Without \`effects\` the session is cleaned after each statement, which is one more round trip and its work in Postgres. Medians of ${rounds} rounds of ${count.toLocaleString("en")}.`,
        columns,
        findings: statements,
      },
    ];
  } finally {
    await Promise.all([pools.close(), unwatchedPools.close()]);
    await Promise.all([pgPool.end(), patient.end()]);
  }
}
