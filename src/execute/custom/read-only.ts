import type { Borrowed, BorrowOptions, Lease } from "../../pools/index.ts";

/**
 * Does `work` where Postgres refuses to write. Not by the pool's own transactions, which wait for each other's places: a read
 * must go on while an operation holds a transaction in another database.
 */
export function readOnly<Answer>(
  pool: Borrowed,
  work: (lease: Lease) => Promise<Answer>,
  options: BorrowOptions,
): Promise<Answer> {
  return pool.borrow(async (lease) => {
    await lease.command({ text: "begin read only", effects: "none" });
    const end = () => lease.command({ text: "rollback", effects: "none" });
    try {
      const answer = await work(lease);
      await end();
      return answer;
    } catch (error) {
      // Where this fails the connection is lost, or was aborted: the pool finds out.
      await end().catch(() => {});
      throw error;
    }
  }, options);
}
