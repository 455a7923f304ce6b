import { ConnectionsChart } from "../chart/connections-chart.tsx";
import { linkTo } from "../state/route.ts";
import type { Trouble } from "../state/trouble.ts";
import type { Watched } from "../state/watched.ts";
import { Badge, toneOf } from "./badge.tsx";
import { PoolFigures } from "./pool-figures.tsx";
import { Reasons } from "./reasons.tsx";
import { Resting } from "./resting.tsx";

export interface DatabaseRowProps {
  readonly watched: Watched;
  readonly troubles: readonly Trouble[];
}

/** A database on the overview. */
export function DatabaseRow({ watched, troubles }: DatabaseRowProps) {
  const { database, stats } = watched;
  const tone = toneOf(stats.state, troubles);
  return (
    <article class={`row ${tone}`} aria-label={database}>
      <div class="who">
        <h2>
          <a href={linkTo({ page: "database", database })}>{database}</a>
          <Badge state={stats.state} troubles={troubles} />
        </h2>
        <Reasons troubles={troubles} />
        <Resting stats={stats} />
      </div>
      <ConnectionsChart watched={watched} height={112} />
      <PoolFigures watched={watched} />
    </article>
  );
}
