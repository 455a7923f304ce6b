import { setTimeout as sleep } from "node:timers/promises";
import { SluiceError } from "../lib/index.ts";
import type { BorrowOptions } from "./borrow-options.ts";
import { Callbacks } from "./callbacks.ts";
import { commitTransaction } from "./commit.ts";
import { startDeadline } from "./deadline.ts";
import type { PoolOccurrence } from "./events.ts";
import type { ConnectionLease } from "./lease.ts";
import type { Meter } from "./meter.ts";
import { OpenTransaction } from "./open-transaction.ts";
import { leftBehind, transactionTooSlow, waitAborted } from "./refusals.ts";
import { isRepeatable, repeatPause } from "./repeat.ts";
import type { TransactionOptions, TransactionWork } from "./transaction.ts";

/** What a transaction needs of its pool. */
export interface TransactionHost {
  readonly name: string;
  readonly meter: Meter;
  readonly announce: (occurrence: PoolOccurrence) => void;
  /** Waits for a place among the transactions, and lends a connection. */
  readonly lend: <Result>(work: (lease: ConnectionLease) => Promise<Result>, options: BorrowOptions) => Promise<Result>;
}

/**
 * Runs `work` in a transaction, commits, and answers what the work answered. Where it rejects, nothing was committed,
 * but for `COMMIT_OUTCOME_UNKNOWN`.
 */
export async function runTransaction<Result>(
  host: TransactionHost,
  work: TransactionWork<Result>,
  { retries = 0, timeoutMs, signal, operation, ...modes }: TransactionOptions,
): Promise<Result> {
  const clock = timeoutMs === undefined ? undefined : new AbortController();
  const stop = clock && startDeadline(timeoutMs ?? 0, () => clock.abort());
  const signals = [signal, clock?.signal].filter((each) => each !== undefined);
  const end = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
  try {
    for (let attempt = 1; ; attempt += 1) {
      const callbacks = new Callbacks((error) => host.announce({ kind: "CallbackFailed", error }));
      try {
        const result = await host.lend((lease) => attemptOnce(host, lease, work, begin(modes), callbacks), {
          signal: end,
          operation,
        });
        // Nothing is held any more: a callback may borrow, too.
        await callbacks.committed();
        return result;
      } catch (error) {
        if (!isUnknown(error)) await callbacks.rolledBack();
        if (attempt > retries || !isRepeatable(error) || end?.aborted) throw error;
      }
      await sleep(repeatPause(attempt), undefined, { signal: end }).catch(() => {
        throw waitAborted(host.name, end?.reason);
      });
    }
  } catch (error) {
    const isLate = clock?.signal.aborted && !signal?.aborted && error instanceof SluiceError;
    throw isLate && error.code === "REQUEST_ABORTED" ? transactionTooSlow(host.name, timeoutMs ?? 0) : error;
  } finally {
    stop?.();
  }
}

async function attemptOnce<Result>(
  host: TransactionHost,
  lease: ConnectionLease,
  work: TransactionWork<Result>,
  begin: string,
  callbacks: Callbacks,
): Promise<Result> {
  const { name, meter } = host;
  meter.inTransaction += 1;
  try {
    await lease.command({ text: begin, effects: "rows" });
    const result = await work(new OpenTransaction(lease, callbacks));
    // Before the commit is sent it is certain that nothing is kept.
    const end = lease.abortion ?? lease.lost;
    if (end) throw end;
    if (lease.isBusy) throw leftBehind(name, "busy");
    await commitTransaction(lease);
    meter.committed += 1;
    return result;
  } catch (error) {
    await lease.rollBack();
    if (!isUnknown(error)) meter.rolledBack += 1;
    throw error;
  } finally {
    meter.inTransaction -= 1;
  }
}

function begin({ isolation, readOnly, deferrable }: TransactionOptions): string {
  const modes = [
    ...(isolation ? [`isolation level ${isolation}`] : []),
    ...(readOnly === undefined ? [] : [readOnly ? "read only" : "read write"]),
    ...(deferrable ? ["deferrable"] : []),
  ];
  return modes.length > 0 ? `begin ${modes.join(", ")}` : "begin";
}

/** Whether nobody knows if it was committed: then nothing may be undone. */
function isUnknown(error: unknown): boolean {
  return error instanceof SluiceError && error.code === "COMMIT_OUTCOME_UNKNOWN";
}
