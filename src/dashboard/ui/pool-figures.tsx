import { failuresOf } from "../state/rates.ts";
import { ratesNow, type Watched, waitsNow } from "../state/watched.ts";
import { amount, count, milliseconds } from "../words/numbers.ts";
import { Figure, Of } from "./figures.tsx";

const breakerWords = { CLOSED: "closed", OPEN: "open", HALF_OPEN: "half open" } as const;

/** The numbers of a pool now. */
export function PoolFigures({ watched }: { readonly watched: Watched }) {
  const { stats } = watched;
  const rates = ratesNow(watched);
  const failures = failuresOf(rates);
  const waits = waitsNow(watched);
  const { breaker, server } = stats;
  return (
    <dl class="figures">
      <Figure title="In use" tone={stats.inUse >= stats.max ? "warning" : undefined}>
        <Of value={stats.inUse} most={stats.max} />
      </Figure>
      <Figure title="Idle">{stats.idle}</Figure>
      <Figure title="Waiting" tone={stats.waiting > 0 ? "critical" : undefined}>
        {count(stats.waiting)}
      </Figure>
      <Figure title="Queries" unit="/s">
        {amount(rates.queriesPerSecond)}
      </Figure>
      <Figure title="Acquire p50" unit="ms">
        {waits ? milliseconds(waits.p50) : "–"}
      </Figure>
      <Figure title="p95" unit="ms">
        {waits ? milliseconds(waits.p95) : "–"}
      </Figure>
      <Figure title="p99" unit="ms">
        {waits ? milliseconds(waits.p99) : "–"}
      </Figure>
      <Figure title="Errors" unit="/s" tone={failures >= 1 ? "critical" : undefined}>
        {amount(failures)}
      </Figure>
      <Figure title="Breaker" wide tone={breaker.state === "CLOSED" ? "quiet" : "critical"}>
        {breakerWords[breaker.state]}
      </Figure>
      <Figure title="Server connections" wide>
        {server ? <Of value={server.connections} most={server.maxConnections} /> : "–"}
      </Figure>
    </dl>
  );
}
