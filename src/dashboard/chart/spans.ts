import type { PoolState } from "../generated/operations.ts";
import type { Point } from "../state/point.ts";
import type { Span } from "./washes.ts";

const kinds: Readonly<Record<PoolState, Span["kind"] | undefined>> = {
  OPEN: undefined,
  RESTING: undefined,
  DOWN: "down",
  CLOSING: "closed",
  CLOSED: "closed",
};

/** When the pool did not lend. */
export function spansOf(points: readonly Point[], to: number): readonly Span[] {
  const spans: Span[] = [];
  for (const [index, { at, state }] of points.entries()) {
    const kind = kinds[state];
    if (!kind) continue;
    const end = points[index + 1]?.at ?? to;
    const last = spans.at(-1);
    if (last?.kind === kind && last.to === at) spans[spans.length - 1] = { ...last, to: end };
    else spans.push({ from: at, to: end, kind });
  }
  return spans;
}
