import type uPlot from "uplot";

/** A stretch of time with a colour behind it. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly kind: "down" | "closed";
}

/** Paints stretches of time behind the lines. */
export function washes(spans: () => readonly Span[], colours: Readonly<Record<Span["kind"], string>>) {
  return ({ ctx, bbox, valToPos }: uPlot) => {
    for (const { from, to, kind } of spans()) {
      const left = Math.max(bbox.left, valToPos(from / 1000, "x", true));
      const right = Math.min(bbox.left + bbox.width, valToPos(to / 1000, "x", true));
      if (right <= left) continue;
      ctx.fillStyle = colours[kind];
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
    }
  };
}
