import { ConnectionsChart } from "../chart/connections-chart.tsx";
import { LinesChart } from "../chart/lines-chart.tsx";
import { linkTo } from "../state/route.ts";
import { databases, events, now, troubles } from "../state/store.ts";
import { amount, milliseconds } from "../words/numbers.ts";
import { Badge, toneOf } from "./badge.tsx";
import { ChartTable } from "./chart-table.tsx";
import { Details } from "./details.tsx";
import { EventList } from "./event-list.tsx";
import { graphiQLOf, hasGraphiQL } from "./graphiql.ts";
import { connectionKeys, Legend } from "./legend.tsx";
import { rates, waits } from "./measures.ts";
import { PoolFigures } from "./pool-figures.tsx";
import { Reasons } from "./reasons.tsx";
import { Resting } from "./resting.tsx";
import { ServerList } from "./server-list.tsx";
import { SettingsList } from "./settings-list.tsx";
import { Verbs } from "./verbs.tsx";

const height = 170;
/** How many lines of events stand on the page; the others are in the log. */
const lately = 10;

/** Everything about one database. */
export function DatabasePage({ database }: { readonly database: string }) {
  const watched = databases.value.find((each) => each.database === database);
  if (!watched) {
    return (
      <>
        <h1>There is no database {database}</h1>
        <p>
          <a href={linkTo({ page: "overview" })}>All databases</a>
        </p>
      </>
    );
  }
  const found = troubles.value.get(database) ?? [];
  const own = events.value.filter((event) => event.database === database);
  return (
    <div class="database">
      <div class={`summary banner ${toneOf(watched.stats.state, found)}`}>
        <h1>
          {database} <Badge state={watched.stats.state} troubles={found} />
          {hasGraphiQL && (
            <a class="aside" href={graphiQLOf(database)}>
              In GraphiQL
            </a>
          )}
        </h1>
        <Verbs watched={watched} />
        <Reasons troubles={found} />
        <Resting stats={watched.stats} />
      </div>
      <PoolFigures watched={watched} />
      <section class="panel whole" aria-labelledby="connections">
        <h2 id="connections">
          Connections <Legend keys={connectionKeys} />
        </h2>
        <ConnectionsChart watched={watched} height={height + 40} />
      </section>
      <section class="panel" aria-labelledby="acquire">
        <h2 id="acquire">
          Acquire <span class="unit">ms until a borrower has a connection</span>
          <Legend keys={waits} />
        </h2>
        <LinesChart
          title="Milliseconds until a borrower has a connection"
          watched={watched}
          measures={waits}
          height={height}
          format={milliseconds}
        />
      </section>
      <section class="panel" aria-labelledby="rates">
        <h2 id="rates">
          Queries and errors <span class="unit">per second</span>
          <Legend keys={rates} />
        </h2>
        <LinesChart
          title="Queries and errors per second"
          watched={watched}
          measures={rates}
          height={height}
          format={amount}
        />
      </section>
      <ChartTable watched={watched} />
      <Details database={database} />
      <section class="panel whole" aria-labelledby="events">
        <h2 id="events">
          Events <a href={linkTo({ page: "events", database, kind: undefined })}>All of {database}</a>
        </h2>
        <EventList events={own} most={lately} now={now.value} withDatabase={false} />
      </section>
      <section class="panel" aria-labelledby="settings">
        <h2 id="settings">Settings</h2>
        <SettingsList settings={watched.settings} />
      </section>
      <section class="panel" aria-labelledby="server">
        <h2 id="server">Server</h2>
        <ServerList stats={watched.stats} />
      </section>
    </div>
  );
}
