import type { EventFragment } from "../generated/operations.ts";
import { linkTo } from "../state/route.ts";
import { tell } from "../words/events.ts";
import { runsOf } from "../words/runs.ts";
import { clock } from "../words/times.ts";

export interface EventListProps {
  /** Newest first. */
  readonly events: readonly EventFragment[];
  /** How many lines there are at most. */
  readonly most: number;
  readonly now: number;
  /** Whether each says which database it is of. */
  readonly withDatabase: boolean;
}

export function EventList({ events, most, now, withDatabase }: EventListProps) {
  const runs = runsOf(events);
  if (runs.length === 0) return <p class="none">Nothing has happened that the gateway remembers.</p>;
  return (
    <ul class={`events${withDatabase ? " with-database" : ""}`}>
      {runs.slice(0, most).map(({ newest, times, since }, index) => {
        const { title, weight, sentence } = tell(newest);
        return (
          // Two may be alike; from the oldest on each keeps its number.
          <li key={runs.length - index} class={weight}>
            <time dateTime={newest.at}>{clock(Date.parse(newest.at), now)}</time>
            {withDatabase && <a href={linkTo({ page: "database", database: newest.database })}>{newest.database}</a>}
            <strong>{title}</strong>
            <span>
              {sentence}
              {times > 1 && (
                <em>
                  {" "}
                  {times} times since {clock(Date.parse(since), now)}.
                </em>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
