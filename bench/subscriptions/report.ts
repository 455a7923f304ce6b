/** What one way to sample cost. */
export interface Measured {
  readonly sampling: "shared" | "own";
  readonly seconds: number;
  /** Values that arrived at all clients, and at the one that got the fewest, and the most. */
  readonly values: number;
  readonly fewest: number;
  readonly most: number;
  /** The share of one core that the gateway used. */
  readonly cpu: number;
  /** Megabytes of its heap without garbage: at first, every half minute, at last. */
  readonly heap: readonly number[];
}

/** Megabytes by which the heap may differ between two looks at it. */
const noise = 5;

const titles = { shared: "one sampler", own: "a sample per subscriber" };

/** A table, with what was aimed at. */
export function printMeasured(measured: readonly Measured[], subscribers: number): string {
  const head = ["", "seconds", "values per subscriber", "of one core", "heap at first", "at most", "at last"];
  const rows = measured.map(({ sampling, seconds, fewest, most, cpu, heap }) => [
    titles[sampling],
    String(seconds),
    fewest === most ? String(fewest) : `${fewest} to ${most}`,
    `${(cpu * 100).toFixed(0)} %`,
    `${heap.at(0)?.toFixed(1)} MB`,
    `${Math.max(...heap).toFixed(1)} MB`,
    `${heap.at(-1)?.toFixed(1)} MB`,
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = [head, head.map(() => "---"), ...rows].map(line).join("\n");
  const [shared] = measured;
  const isMet = shared && shared.cpu < 0.5 && shared.fewest >= shared.seconds - 1 && isFlat(shared.heap);
  const text = `${subscribers} subscribers to \`poolStats\` at one second, over SSE, on one process.`;
  return `${text}\n\n${table}\n\nTarget: every tick delivered, under half a core, a flat heap (± ${noise} MB): ${isMet ? "met" : "**missed**"}.`;
}

function isFlat(heap: readonly number[]): boolean {
  return Math.max(...heap) - (heap[0] ?? 0) <= noise;
}
