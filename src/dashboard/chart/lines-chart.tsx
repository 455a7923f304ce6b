import { type Point, shown } from "../state/point.ts";
import { nowOf, pointsOf, type Watched } from "../state/watched.ts";
import { Chart } from "./chart.tsx";
import type { Colour } from "./colours.ts";
import type { Line } from "./line.ts";
import { spansOf } from "./spans.ts";

export interface Measure {
  readonly label: string;
  readonly colour: Colour;
  readonly read: (point: Point) => number | undefined;
}

export interface LinesChartProps {
  /** What is measured, with its unit: `Queries per second`. */
  readonly title: string;
  readonly watched: Watched;
  readonly measures: readonly Measure[];
  readonly height: number;
  readonly format: (value: number) => string;
}

/** One line for each of several measures of a pool. */
export function LinesChart({ title, watched, measures, height, format }: LinesChartProps) {
  const points = pointsOf(watched).filter((point) => measures.some(({ read }) => read(point) !== undefined));
  const to = nowOf(watched);
  const lines = measures.map(
    ({ label, colour, read }): Line => ({ label, colour, values: points.map((point) => read(point) ?? null) }),
  );
  const last = points.at(-1);
  const words = measures.map(({ label, read }) => {
    const values = points.flatMap((point) => read(point) ?? []);
    return `${label}: ${format((last && read(last)) ?? 0)} now, at most ${format(Math.max(0, ...values))}.`;
  });
  return (
    <Chart
      description={[`${title} of ${watched.database} over 15 minutes.`, ...words].join(" ")}
      times={points.map(({ at }) => at)}
      lines={lines}
      spans={spansOf(pointsOf(watched), to)}
      from={to - shown}
      to={to}
      height={height}
      least={1}
      format={format}
    />
  );
}
