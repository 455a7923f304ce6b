import { type Point, shown } from "../state/point.ts";
import { nowOf, pointsOf, type Watched } from "../state/watched.ts";
import { count } from "../words/numbers.ts";
import { clock } from "../words/times.ts";
import { Chart } from "./chart.tsx";
import type { Line } from "./line.ts";
import { spansOf } from "./spans.ts";

export interface ConnectionsChartProps {
  readonly watched: Watched;
  readonly height: number;
}

/** In use, being connected, idle and waiting, one above the other. */
export function ConnectionsChart({ watched, height }: ConnectionsChartProps) {
  const points = pointsOf(watched);
  const to = nowOf(watched);
  return (
    <Chart
      description={describe(watched, points)}
      times={points.map(({ at }) => at)}
      lines={[...stack(points), mostOf(points)]}
      spans={spansOf(points, to)}
      from={to - shown}
      to={to}
      height={height}
      least={1}
      format={count}
      isWhole={true}
    />
  );
}

/** From the bottom to the top. */
const parts = [
  { label: "In use", colour: "in-use", key: "inUse" },
  { label: "Connecting", colour: "connecting", key: "connecting" },
  { label: "Idle", colour: "idle", key: "idle" },
  { label: "Waiting", colour: "waiting", key: "waiting" },
] as const;

/** The tallest first: what comes later covers it. */
function stack(points: readonly Point[]): readonly Line[] {
  const lines = parts.map(({ label, colour, key }, index): Line => {
    const below = parts.slice(0, index + 1);
    return {
      label,
      colour,
      isFilled: true,
      isStepped: true,
      values: points.map((point) => below.reduce((sum, part) => sum + point[part.key], 0)),
      told: points.map((point) => point[key]),
    };
  });
  return lines.toReversed();
}

function mostOf(points: readonly Point[]): Line {
  return { label: "At most", colour: "max", isDashed: true, isStepped: true, values: points.map(({ max }) => max) };
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
