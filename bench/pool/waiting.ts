import { Pool as PgPool } from "pg";
import { usedHeap } from "./heap.ts";
import type { Section } from "./report.ts";
import { benchPools } from "./target.ts";

const borrowers = 10_000;
const mostMegabytes = 20;

interface Queue {
  /** Megabytes that the line takes. */
  readonly added: number;
  readonly isInOrder: boolean;
}

/** A line of 10,000 before a pool whose only connection is lent. */
export async function benchWaiting(url: string): Promise<Section> {
  const settings = { size: 1, overflow: 0, maxWaiting: borrowers, acquireTimeout: 60_000 };
  const pools = benchPools(url, settings);
  const unwatchedPools = benchPools(url, { ...settings, leakWarning: 0 });
  const pgPool = new PgPool({ connectionString: url, max: 1, connectionTimeoutMillis: 60_000 });
  const ours = () => queue((work) => pools.get("bench").borrow(work));
  const unwatched = () => queue((work) => unwatchedPools.get("bench").borrow(work));
  const theirs = () =>
    queue(async (work) => {
      const client = await pgPool.connect();
      try {
        await work();
      } finally {
        client.release();
      }
    });
  try {
    // The first ones grow what stays: code, shapes, tables.
    for (const run of [ours, unwatched, theirs]) await run();
    const [a, c, b] = [await ours(), await unwatched(), await theirs()];
    return {
      title: "Ten thousand borrowers in line",
      text: "What they add to the heap after a garbage collection while the only connection is lent, the caller's own promise and closure included; and whether they are served in the order in which they came.",
      columns: ["Sluice", "`pg.Pool`"],
      findings: [
        {
          what: "heap",
          ours: `${a.added.toFixed(1)} MB`,
          other: `${b.added.toFixed(1)} MB`,
          ratio: (a.added / b.added).toFixed(2),
          target: `at most ${mostMegabytes} MB`,
          isMet: a.added <= mostMegabytes,
        },
        {
          what: "heap, with `leakWarning: 0`",
          ours: `${c.added.toFixed(1)} MB`,
          other: `${b.added.toFixed(1)} MB`,
          ratio: (c.added / b.added).toFixed(2),
          target: "",
          isMet: true,
        },
        {
          what: "in order",
          ours: a.isInOrder ? "yes" : "no",
          other: b.isInOrder ? "yes" : "no",
          ratio: "",
          target: "yes",
          isMet: a.isInOrder,
        },
      ],
    };
  } finally {
    await Promise.all([pools.close(), unwatchedPools.close()]);
    await pgPool.end();
  }
}

type Borrow = (work: () => Promise<void>) => Promise<void>;

async function queue(borrow: Borrow): Promise<Queue> {
  const end = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const holder = borrow(() => {
    began.resolve();
    return end.promise;
  });
  await began.promise;
  const served: number[] = [];
  const waiters: Promise<void>[] = [];
  const before = usedHeap();
  for (let index = 0; index < borrowers; index += 1) {
    waiters.push(borrow(async () => void served.push(index)));
  }
  const added = usedHeap() - before;
  end.resolve();
  await Promise.all([holder, ...waiters]);
  return { added, isInOrder: served.length === borrowers && served.every((index, place) => index === place) };
}
