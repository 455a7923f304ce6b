import type { BreakerState, EventFragment } from "../generated/operations.ts";
import { counted, milliseconds } from "./numbers.ts";
import { lasting } from "./times.ts";

export type Kind = EventFragment["__typename"];
type Of<K extends Kind> = Extract<EventFragment, { readonly __typename: K }>;

/** How much an event matters to somebody who looks for trouble. */
export type Weight = "bad" | "odd" | "plain";

interface Words<K extends Kind> {
  readonly title: string;
  readonly weight: Weight | ((event: Of<K>) => Weight);
  readonly say: (event: Of<K>) => string;
}

const breakerWords: Readonly<Record<BreakerState, string>> = {
  OPEN: "open: requests are refused at once",
  HALF_OPEN: "half open: one attempt to connect decides",
  CLOSED: "closed: all is well",
};

const words: { readonly [K in Kind]: Words<K> } = {
  Connected: {
    title: "Connected",
    weight: "plain",
    say: ({ ms }) => `A connection was made in ${milliseconds(ms)} ms.`,
  },
  Removed: {
    title: "Removed",
    weight: ({ reason }) => (reason === "LOST" || reason === "FAILED" ? "bad" : "plain"),
    say: ({ reason, code, message }) => {
      const why = [code, message?.replace(/\.$/, "")].filter((part) => part != null).join(": ");
      return `A connection is no more: ${reason.toLowerCase()}${why && ` (${why})`}.`;
    },
  },
  AcquireTimedOut: {
    title: "Acquire timed out",
    weight: "bad",
    say: ({ waitedMs }) => `A borrower waited ${lasting(waitedMs)} in vain and got POOL_EXHAUSTED.`,
  },
  ValidationFailed: {
    title: "Validation failed",
    weight: "odd",
    say: ({ idleMs }) => `A connection did not work any more after it had been idle for ${lasting(idleMs)}.`,
  },
  BreakerChanged: {
    title: "Breaker",
    weight: ({ state }) => (state === "CLOSED" ? "plain" : "bad"),
    say: ({ state }) => `The breaker is ${breakerWords[state]}.`,
  },
  NearExhaustion: {
    title: "Near exhaustion",
    weight: "odd",
    say: ({ inUse, waiting }) =>
      `All ${inUse} connections are lent, and ${counted(waiting, "borrower waits", "borrowers wait")}.`,
  },
  SlowAcquire: {
    title: "Slow acquire",
    weight: "odd",
    say: ({ waitedMs }) => `A borrower waited ${milliseconds(waitedMs)} ms for a connection.`,
  },
  LeakSuspected: {
    title: "Leak suspected",
    weight: "odd",
    say: ({ heldMs, lastStatement }) =>
      `A connection is lent for ${lasting(heldMs)} already${lastStatement === null ? "" : `; last: ${lastStatement}`}.`,
  },
  Resized: {
    title: "Resized",
    weight: "plain",
    say: ({ size, overflow, by }) => `${size} connections are kept now, and ${overflow} more under load${asked(by)}.`,
  },
  Drained: {
    title: "Drained",
    weight: "plain",
    say: ({ connections, by }) => `${counted(connections, "connection")} to be replaced${asked(by)}.`,
  },
  BreakerReset: { title: "Breaker reset", weight: "plain", say: ({ by }) => `Requests try again${asked(by)}.` },
  StatementsReset: {
    title: "Statements reset",
    weight: "plain",
    say: ({ by }) => `Statements are counted anew${asked(by)}.`,
  },
  Closed: { title: "Closed", weight: "odd", say: ({ by }) => `Requests are refused with POOL_CLOSED${asked(by)}.` },
  Reopened: { title: "Reopened", weight: "plain", say: ({ by }) => `The pool lends again${asked(by)}.` },
  CallbackFailed: {
    title: "Callback failed",
    weight: "odd",
    say: ({ code }) => `A callback after a transaction failed${code === null ? "" : ` with ${code}`}.`,
  },
  SqlRun: {
    title: "SQL run",
    weight: "plain",
    say: ({ command, rows, code, ms, by }) =>
      code === null
        ? `${command ?? "SQL"} of ${counted(rows ?? 0, "row")} in ${milliseconds(ms)} ms${asked(by)}.`
        : `SQL failed with ${code} after ${milliseconds(ms)} ms${asked(by)}.`,
  },
  EventsDropped: {
    title: "Events dropped",
    weight: "odd",
    say: ({ count }) => `${counted(count, "event")} came faster than this page could read.`,
  },
};

export interface Told {
  readonly title: string;
  readonly weight: Weight;
  readonly sentence: string;
}

/** An event in words. */
export function tell<K extends Kind>(event: Of<K> & { readonly __typename: K }): Told {
  const { title, weight, say }: Words<K> = words[event.__typename];
  return { title, weight: typeof weight === "function" ? weight(event) : weight, sentence: say(event) };
}

const isKind = (name: string): name is Kind => Object.hasOwn(words, name);

/** Every kind there is, with its title. */
export const kinds: readonly { readonly kind: Kind; readonly title: string }[] = Object.keys(words)
  .filter(isKind)
  .map((kind) => ({ kind, title: words[kind].title }));

function asked(by: string | null): string {
  return by === null ? "" : `, as ${by} asked`;
}
