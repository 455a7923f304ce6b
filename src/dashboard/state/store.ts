import { computed, signal } from "@preact/signals";
import type { EventFragment } from "../generated/operations.ts";
import { type Budget, budgetOf } from "./budget.ts";
import { type Trouble, troublesOf } from "./trouble.ts";
import { nowOf, type Watched } from "./watched.ts";

/** In the order of the configuration. */
export const databases = signal<readonly Watched[]>([]);

/** Newest first. */
export const events = signal<readonly EventFragment[]>([]);

/** As the gateway told it last; undefined where it did not. */
export const toldBudget = signal<Budget | undefined>(undefined);

export const budget = computed<Budget>(() => ({
  ...budgetOf(databases.value.map(({ stats }) => stats)),
  budget: toldBudget.value?.budget ?? null,
}));

export const troubles = computed<ReadonlyMap<string, readonly Trouble[]>>(() => {
  const around = { budget: budget.value, events: events.value };
  return new Map(databases.value.map((watched) => [watched.database, troublesOf(watched, around)]));
});

/** The newest moment that the gateway told of, by its own clock. */
export const now = computed(() => Math.max(0, ...databases.value.map(nowOf)));

/** How many events are kept, as many as the gateway keeps. */
const mostEvents = 1_000;

export function addEvent(event: EventFragment): void {
  events.value = [event, ...events.value].slice(0, mostEvents);
}

/** Changes one of them, where it is still there. */
export function change(database: string, by: (watched: Watched) => Watched): void {
  databases.value = databases.value.map((watched) => (watched.database === database ? by(watched) : watched));
}
