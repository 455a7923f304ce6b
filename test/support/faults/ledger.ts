import { randomUUID } from "node:crypto";
import { SluiceError } from "../../../src/lib/index.ts";
import type { Pool } from "../../../src/pools/index.ts";
import { queryAt } from "../server.ts";
import { anyTransfer, type Transfer, type TransferOptions, transferMoney } from "./transfer.ts";

/** What whoever asked for a transfer was told: it is done, it is not, or nobody knows. */
export type Ending = "acknowledged" | "failed" | "unknown";

export interface Outcome {
  readonly id: string;
  readonly ending: Ending;
  /** What it rejected with. */
  readonly error?: unknown;
}

export interface LedgerReport {
  readonly acknowledged: number;
  readonly failed: number;
  /** Those of which nobody knew, and what became of them. */
  readonly unknown: readonly { readonly id: string; readonly became: "committed" | "rolled back" }[];
}

/** Accounts and transfers of `shop`, and what whoever moved money was told. */
export interface Ledger {
  /** How many accounts there are, whose ids begin with 1. */
  readonly accounts: number;
  /** Moves money in a transaction; between any two accounts where nothing is said. Never rejects. */
  transfer(pool: Pool, options?: TransferOptions & Partial<Omit<Transfer, "id">>): Promise<Outcome>;
  /** The same for a transfer that `move` does in its own way, and that writes `id` into `transfers`. */
  attempt(move: (id: string) => Promise<unknown>): Promise<Outcome>;
  /** Notes what somebody else was told; the last word counts. */
  note(id: string, ending: Ending): void;
  /**
   * Compares with the database, once nothing runs any more. Throws with everything that is wrong: money that is more or
   * less than it was, a balance that its transfers do not explain, a transfer that is there and must not be, or the reverse.
   */
  check(): Promise<LedgerReport>;
}

const opening = 1_000;

const tables = (accounts: number) => `
  create table accounts (id int primary key, balance bigint not null);
  create table transfers (id text primary key, source int not null, target int not null, amount bigint not null);
  insert into accounts select n, ${opening} from generate_series(1, ${accounts}) n;
`;

/** What all transfers that there are make of each account, where that is not what it has. */
const unexplained = `
  select account.id, account.balance, ${opening} + coalesce(sum(moved.amount), 0) as expected
  from accounts account
    left join (select source as id, -amount as amount from transfers union all select target, amount from transfers) moved
      using (id)
  group by account.id having account.balance <> ${opening} + coalesce(sum(moved.amount), 0) order by account.id`;

/** Makes the tables in the database itself, which must have none of these names. */
export async function openLedger(direct: string, accounts = 10): Promise<Ledger> {
  await queryAt(direct, tables(accounts));
  const endings = new Map<string, Ending | "under way">();

  const attempt = async (move: (id: string) => Promise<unknown>): Promise<Outcome> => {
    const id = randomUUID();
    endings.set(id, "under way");
    try {
      await move(id);
      endings.set(id, "acknowledged");
      return { id, ending: "acknowledged" };
    } catch (error) {
      const isUnknown = error instanceof SluiceError && error.code === "COMMIT_OUTCOME_UNKNOWN";
      const ending = isUnknown ? "unknown" : "failed";
      endings.set(id, ending);
      return { id, ending, error };
    }
  };
  return {
    accounts,
    attempt,
    transfer: (pool, given = {}) =>
      attempt((id) => {
        const any = anyTransfer(accounts);
        const { from = any.from, to = any.to, amount = any.amount, ...options } = given;
        return transferMoney(pool, { id, from, to, amount }, options);
      }),
    note: (id, ending) => void endings.set(id, ending),
    async check() {
      const there = new Set((await queryAt(direct, "select id from transfers")).map(({ id }) => String(id)));
      const named = (ending: Ending | "under way") =>
        [...endings].filter(([, each]) => each === ending).map(([id]) => id);
      const wrong = (what: string, ids: readonly string[]) =>
        ids.length > 0 ? [`${what}: ${ids.slice(0, 5).join(", ")} (${ids.length})`] : [];
      const [money] = await queryAt(direct, "select coalesce(sum(balance), 0)::bigint::text as sum from accounts");
      const balances = (await queryAt(direct, unexplained)).map(
        ({ id, balance, expected }) => `account ${id} has ${balance} instead of ${expected}`,
      );
      const complaints = [
        ...(money?.sum === String(accounts * opening) ? [] : [`all accounts hold ${money?.sum}`]),
        ...balances,
        ...wrong("still under way", named("under way")),
        ...wrong(
          "acknowledged, and not there",
          named("acknowledged").filter((id) => !there.has(id)),
        ),
        ...wrong(
          "failed, and there",
          named("failed").filter((id) => there.has(id)),
        ),
        ...wrong(
          "asked for by nobody, and there",
          [...there].filter((id) => !endings.has(id)),
        ),
      ];
      if (complaints.length > 0) throw new Error(`The ledger is wrong:\n${complaints.join("\n")}`);
      return {
        acknowledged: named("acknowledged").length,
        failed: named("failed").length,
        unknown: named("unknown").map((id) => ({ id, became: there.has(id) ? "committed" : "rolled back" })),
      };
    },
  };
}
