import { usedHeap } from "./heap.ts";
import type { Section } from "./report.ts";
import { benchPools } from "./target.ts";

/** Megabytes by which the heap may differ between two looks at it. */
const noise = 1;

/** Whether lending leaves anything behind: the heap before and after many lends. */
export async function benchLends(url: string, lends: number): Promise<Section> {
  const pools = benchPools(url);
  const pool = pools.get("bench");
  const nothing = async () => {};
  const lendTimes = async (count: number) => {
    for (let index = 0; index < count; index += 1) await pool.borrow(nothing);
  };
  try {
    await pool.open();
    await lendTimes(lends / 10);
    const replaced = pool.stats().created;
    const before = usedHeap();
    await lendTimes(lends);
    const after = usedHeap();
    const connections = pool.stats().created - replaced;
    return {
      title: `${lends.toLocaleString("en")} lends`,
      text: `The heap after a garbage collection, before and after. With the default \`maxUses\`, ${connections} connections were replaced on the way.`,
      columns: ["after", "before"],
      findings: [
        {
          what: "heap",
          ours: `${after.toFixed(2)} MB`,
          other: `${before.toFixed(2)} MB`,
          ratio: (after / before).toFixed(2),
          target: `flat, ± ${noise} MB`,
          isMet: after - before <= noise,
        },
      ],
    };
  } finally {
    await pools.close();
  }
}
