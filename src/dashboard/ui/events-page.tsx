import { linkTo, replace } from "../state/route.ts";
import { databases, events, now } from "../state/store.ts";
import { kinds } from "../words/events.ts";
import { counted } from "../words/numbers.ts";
import { EventList } from "./event-list.tsx";

export interface EventsPageProps {
  readonly database: string | undefined;
  /** A kind of event, or `notable` for those that somebody who looks for trouble wants to see. */
  readonly kind: string | undefined;
}

/** What happens all the time where all is well. */
const usual = new Set<string>(["Connected"]);
const notable = "notable";
/** How many lines there are at most. */
const most = 300;

/** What happened lately, of all databases or of one. */
export function EventsPage({ database, kind }: EventsPageProps) {
  const shown = events.value.filter(
    (event) => (database === undefined || event.database === database) && isWanted(event, kind),
  );
  const choose = (change: Partial<EventsPageProps>) => replace({ page: "events", database, kind, ...change });
  return (
    <>
      <div class="summary">
        <h1>Events</h1>
        <search class="filters">
          <label>
            Database
            <select
              value={database ?? ""}
              onChange={({ currentTarget }) => choose({ database: currentTarget.value || undefined })}
            >
              <option value="">All</option>
              {databases.value.map((each) => (
                <option key={each.database} value={each.database}>
                  {each.database}
                </option>
              ))}
            </select>
          </label>
          <label>
            Kind
            <select
              value={kind ?? ""}
              onChange={({ currentTarget }) => choose({ kind: currentTarget.value || undefined })}
            >
              <option value="">All</option>
              <option value={notable}>All but connections that come and go</option>
              {kinds.map((each) => (
                <option key={each.kind} value={each.kind}>
                  {each.title}
                </option>
              ))}
            </select>
          </label>
          {(database !== undefined || kind !== undefined) && (
            <a href={linkTo({ page: "events", database: undefined, kind: undefined })}>Show all</a>
          )}
        </search>
      </div>
      <p class="note">{counted(shown.length, "event")}, the newest first; new ones appear by themselves.</p>
      <EventList events={shown} most={most} now={now.value} withDatabase={true} />
    </>
  );
}

function isWanted(event: (typeof events.value)[number], kind: string | undefined): boolean {
  if (kind === undefined) return true;
  if (kind !== notable) return event.__typename === kind;
  const isQuiet = event.__typename === "Removed" && event.reason !== "LOST" && event.reason !== "FAILED";
  return !usual.has(event.__typename) && !isQuiet;
}
