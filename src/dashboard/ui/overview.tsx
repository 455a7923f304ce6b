import { Ranking } from "../state/ranking.ts";
import { failuresOf } from "../state/rates.ts";
import { budget, databases, now, troubles } from "../state/store.ts";
import { isCritical } from "../state/trouble.ts";
import { ratesNow } from "../state/watched.ts";
import { amount, count, counted } from "../words/numbers.ts";
import { DatabaseRow } from "./database-row.tsx";
import { Figure, Of } from "./figures.tsx";
import { connectionKeys, Legend } from "./legend.tsx";

const ranking = new Ranking();

/** All databases, those in trouble first. */
export function Overview() {
  const found = troubles.value;
  const ordered = ranking.order(
    databases.value,
    ({ database }) => found.get(database)?.[0]?.severity,
    ({ database }) => database,
    now.value,
  );
  return (
    <>
      <div class="summary">
        <h1>{headline()}</h1>
        <Totals />
      </div>
      <Legend keys={connectionKeys} />
      <ul class="rows">
        {ordered.map((watched) => (
          <li key={watched.database}>
            <DatabaseRow watched={watched} troubles={found.get(watched.database) ?? []} />
          </li>
        ))}
      </ul>
    </>
  );
}

function headline(): string {
  const all = databases.value.length;
  const lists = databases.value.map(({ database }) => troubles.value.get(database) ?? []);
  const critical = lists.filter((list) => list.some(isCritical)).length;
  const warned = lists.filter((list) => list.length > 0 && !list.some(isCritical)).length;
  const parts = [
    ...(critical > 0 ? [`${critical} of ${counted(all, "database")} in trouble`] : []),
    ...(warned > 0 ? [`${critical > 0 ? warned : `${warned} of ${counted(all, "database")}`} with a warning`] : []),
  ];
  if (parts.length > 0) return parts.join(", ");
  return all === 1 ? "The database is well" : `All ${all} databases are well`;
}

function Totals() {
  const { budget: most, total, max } = budget.value;
  const sum = (read: (each: (typeof databases.value)[number]) => number) =>
    databases.value.reduce((all, each) => all + read(each), 0);
  const waiting = sum(({ stats }) => stats.waiting);
  const errors = sum((each) => failuresOf(ratesNow(each)));
  return (
    <dl class="figures totals">
      <Figure title="Connections" unit={most === null ? "of at most" : "of the budget"}>
        <Of value={total} most={most ?? max} />
      </Figure>
      <Figure title="Waiting" tone={waiting > 0 ? "critical" : undefined}>
        {count(waiting)}
      </Figure>
      <Figure title="Queries" unit="/s">
        {amount(sum((each) => ratesNow(each).queriesPerSecond))}
      </Figure>
      <Figure title="Errors" unit="/s" tone={errors >= 1 ? "critical" : undefined}>
        {amount(errors)}
      </Figure>
    </dl>
  );
}
