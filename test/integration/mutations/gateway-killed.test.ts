import { expect, onTestFinished, test } from "vitest";
import { runCommand } from "../../support/command.ts";
import { createDatabase } from "../../support/databases.ts";

/** How many gateways are killed: some at a time, each while this many clients work. */
const kills = { rounds: 20, together: 5, clients: 4 };
const accounts = 6;

// A transfer takes from one account, gives to another one, and is noted, in three fields of a mutation.
const transfer = `mutation ($id: UUID!, $from: Int!, $to: Int!) {
  taken: updateMainAccount(id: $from, increment: {amount: -1}) { id }
  given: updateMainAccount(id: $to, increment: {amount: 1}) { id }
  noted: createMainTransfer(input: {id: $id, source: $from, target: $to}) { id }
}`;

test(
  "nothing is half there, and nothing stays, when gateways are killed at any moment, a hundred times",
  { timeout: 600_000 },
  async () => {
    const database = await createDatabase(`
    create table accounts (id int primary key, amount int not null);
    create table transfers (id uuid primary key, source int not null, target int not null);
    insert into accounts select n, 100 from generate_series(1, ${accounts}) as n;
  `);
    onTestFinished(() => database.dispose());
    const acknowledged: string[] = [];

    const client = async (url: string, own: Set<string>): Promise<void> => {
      for (;;) {
        // The lower number first, so that no two wait for each other.
        const from = 1 + Math.floor(Math.random() * (accounts - 1));
        const id = crypto.randomUUID();
        const response = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query: transfer, variables: { id, from, to: from + 1 } }),
        });
        const body: { data?: { noted: { id: string } } } = await response.json();
        if (body.data?.noted.id !== id) throw new Error(JSON.stringify(body));
        acknowledged.push(id);
        own.add(id);
      }
    };
    const runAndKill = async (): Promise<void> => {
      const running = runCommand("src/cli/main.ts", ["--database", `main=${database.url}`, "--port", "0"]);
      onTestFinished(() => void running.child.kill("SIGKILL"));
      const url = (await running.waitFor(/http:\/\/\S+\/graphql/))[0];
      const own = new Set<string>();
      // They end when nobody answers any more.
      const clients = Promise.allSettled(Array.from({ length: kills.clients }, () => client(url, own)));
      const some = Math.floor(Math.random() * 20);
      await expect.poll(() => own.size, { timeout: 60_000, interval: 5 }).toBeGreaterThan(some);
      running.child.kill("SIGKILL");
      expect(await running.ended).toBe("SIGKILL");
      await clients;
    };
    for (let round = 0; round < kills.rounds; round += 1) {
      await Promise.all(Array.from({ length: kills.together }, runAndKill));
    }

    const sessions = "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
    await expect.poll(() => database.query(sessions)).toEqual([]);
    const locks =
      "select 1 from pg_locks where database = (select oid from pg_database where datname = current_database()) and pid <> pg_backend_pid()";
    // Postgres itself may look at the tables meanwhile.
    await expect.poll(() => database.query(locks)).toEqual([]);
    expect(await database.query("select gid from pg_prepared_xacts where database = current_database()")).toEqual([]);
    // Each account has what its transfers say.
    const off = `select a.id from accounts a where a.amount <> 100
    - (select count(*) from transfers t where t.source = a.id) + (select count(*) from transfers t where t.target = a.id)`;
    expect(await database.query(off)).toEqual([]);
    const kept = new Set((await database.query("select id from transfers")).map(({ id }) => id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(kills.rounds * kills.together);
  },
);
