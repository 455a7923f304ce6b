import { type Point, shown } from "../state/point.ts";
import { nowOf, pointsOf, type Watched } from "../state/watched.ts";
import { count } from "../words/numbers.ts";
import { clock } from "../words/times.ts";
import { Chart } from "./chart.tsx";
import { spansOf } from "./spans.ts";

export interface ConnectionsChartProps {
  readonly watched: Watched;
  readonly height: number;
  readonly onPoint?: (point: Point | undefined) => void;
}

/** In use, being connected, idle and waiting, one above the other. */
export function ConnectionsChart({ watched, height, onPoint }: ConnectionsChartProps) {
  const points = pointsOf(watched);
  const to = nowOf(watched);
  const stack = (height: (point: Point) => number) => points.map(height);
  return (
    <Chart
      description={describe(watched, points)}
      times={points.map(({ at }) => at)}
      // The tallest first: what comes later covers it.
      lines={[
        {
          label: "Waiting",
          colour: "waiting",
          isFilled: true,
          isStepped: true,
          values: stack(({ inUse, connecting, idle, waiting }) => inUse + connecting + idle + waiting),
        },
        {
          label: "Idle",
          colour: "idle",
          isFilled: true,
          isStepped: true,
          values: stack(({ inUse, connecting, idle }) => inUse + connecting + idle),
        },
        {
          label: "Connecting",
          colour: "connecting",
          isFilled: true,
          isStepped: true,
          values: stack(({ inUse, connecting }) => inUse + connecting),
        },
        { label: "In use", colour: "in-use", isFilled: true, isStepped: true, values: stack(({ inUse }) => inUse) },
        { label: "At most", colour: "max", isDashed: true, isStepped: true, values: stack(({ max }) => max) },
      ]}
      spans={spansOf(points, to)}
      from={to - shown}
      to={to}
      height={height}
      least={1}
      format={count}
      {...(onPoint && { onPoint: (index) => onPoint(index === undefined ? undefined : points[index]) })}
    />
  );
}

function describe({ database, stats }: Watched, points: readonly Point[]): string {
  const now = Date.parse(stats.sampledAt);
  const peak = (key: "inUse" | "waiting") => {
    const most = points.reduce<Point | undefined>(
      (best, each) => (best && best[key] >= each[key] ? best : each),
      undefined,
    );
    return most && most[key] > 0 ? `at most ${most[key]} at ${clock(most.at, now)}` : "none in 15 minutes";
  };
  return [
    `Connections of ${database} over 15 minutes.`,
    `In use: ${stats.inUse} now, ${peak("inUse")}.`,
    `Idle: ${stats.idle} now.`,
    `Waiting: ${stats.waiting} now, ${peak("waiting")}.`,
    `There can be ${stats.max} connections.`,
  ].join(" ");
}
