import { Client } from "pg";
import type { Section } from "./report.ts";
import { inTurn, measure } from "./rounds.ts";
import { benchPools } from "./target.ts";

const least = 20;

/** What a pool is for: a statement on a connection that is there, against one on a connection of its own. */
export async function benchConnect(url: string, rounds: number): Promise<Section> {
  const pools = benchPools(url);
  const pool = pools.get("bench");
  try {
    await pool.open();
    const pooled = () => pool.query({ text: "select 1", name: "one", effects: "none" });
    const alone = async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query("select 1");
      await client.end();
    };
    const count = 50;
    const [a = Number.NaN, b = Number.NaN] = await measure(rounds, [inTurn(count, pooled), inTurn(count, alone)]);
    return {
      title: "A pool against a connection for each statement",
      text: `A named \`select 1\`, on a server on the same machine and without TLS: over a network the difference is larger. Medians of ${rounds} rounds of ${count}.`,
      columns: ["pooled", "a connection each"],
      findings: [
        {
          what: "`select 1`",
          ours: `${(a / count).toFixed(3)} ms`,
          other: `${(b / count).toFixed(3)} ms`,
          ratio: `${(b / a).toFixed(0)} times as fast`,
          target: `at least ${least} times`,
          isMet: b / a >= least,
        },
      ],
    };
  } finally {
    await pools.close();
  }
}
