import type { Measure } from "../chart/lines-chart.tsx";
import { failuresOf } from "../state/rates.ts";

export const waits: readonly Measure[] = [
  { label: "p50", colour: "p50", read: ({ acquire }) => acquire?.p50 },
  { label: "p95", colour: "p95", read: ({ acquire }) => acquire?.p95 },
  { label: "p99", colour: "p99", read: ({ acquire }) => acquire?.p99 },
];

export const rates: readonly Measure[] = [
  { label: "Queries", colour: "queries", read: ({ queriesPerSecond }) => queriesPerSecond },
  { label: "Errors", colour: "errors", read: failuresOf },
];
