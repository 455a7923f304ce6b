import type { Pool, Transaction, TransactionOptions } from "../../../src/pools/index.ts";

/** Money that moves from one account to another. */
export interface Transfer {
  /** Of the row that says that it was done. */
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

export interface TransferOptions extends TransactionOptions {
  /** In which order the accounts are locked: that of their ids, so that nobody waits in a circle, or from first (by id). */
  readonly order?: "by id" | "from first";
  /** Called in the transaction, between its two halves. */
  readonly between?: (transaction: Transaction) => Promise<unknown>;
  /** Called in the transaction, when all is done but the commit. */
  readonly beforeCommit?: (transaction: Transaction) => Promise<unknown>;
}

/** In one transaction: takes it from one account, gives it to the other, and writes down that it was done. */
export async function transferMoney(
  pool: Pool,
  { id, from, to, amount }: Transfer,
  { order = "by id", between, beforeCommit, ...options }: TransferOptions = {},
): Promise<void> {
  const add = (account: number, money: number) =>
    ({
      text: "update accounts set balance = balance + $2 where id = $1",
      values: [account, money],
      effects: "rows",
    }) as const;
  const halves = [add(from, -amount), add(to, amount)] as const;
  const [first, second] = order === "by id" && to < from ? [halves[1], halves[0]] : halves;
  await pool.withTransaction(async (transaction) => {
    await transaction.command(first);
    await between?.(transaction);
    await transaction.command({
      text: "insert into transfers values ($1, $2, $3, $4)",
      values: [id, from, to, amount],
      effects: "rows",
    });
    await transaction.command(second);
    await beforeCommit?.(transaction);
  }, options);
}

/** Between two accounts of `count`, whose ids begin with 1. */
export function anyTransfer(count: number): Omit<Transfer, "id"> {
  const from = Math.floor(Math.random() * count);
  const to = (from + 1 + Math.floor(Math.random() * (count - 1))) % count;
  return { from: from + 1, to: to + 1, amount: 1 + Math.floor(Math.random() * 9) };
}
