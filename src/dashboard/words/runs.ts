import type { EventFragment } from "../generated/operations.ts";

/** Events of one kind and database that came one after the other, as one. */
export interface Run {
  readonly newest: EventFragment;
  readonly times: number;
  /** When the first of them was. */
  readonly since: string;
}

/** @param events newest first. */
export function runsOf(events: readonly EventFragment[]): readonly Run[] {
  const runs: Run[] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last && isAlike(last.newest, event)) {
      runs[runs.length - 1] = { ...last, times: last.times + 1, since: event.at };
    } else runs.push({ newest: event, times: 1, since: event.at });
  }
  return runs;
}

function isAlike(one: EventFragment, other: EventFragment): boolean {
  if (one.database !== other.database || one.__typename !== other.__typename) return false;
  if (one.__typename === "Removed" && other.__typename === "Removed")
    return one.reason === other.reason && one.code === other.code;
  return one.__typename !== "BreakerChanged";
}
