import { SluiceError } from "../../lib/index.ts";
import type { LiveEvent } from "../../live/index.ts";
import type { Asked, RemovalReason } from "../../pools/index.ts";
import type { Builder } from "../builder.ts";
import { enumOf, maybe, moment, type Plain, plain, plainFields } from "./plain.ts";
import type { createBreakerState } from "./stats.ts";

type Kind = LiveEvent["kind"];
type Of<K extends Kind> = Extract<LiveEvent, { readonly kind: K }>;

/** What each kind of event is, and what it carries beside its database and its time. */
type Events = { readonly [K in Kind]: { readonly description: string; readonly fields: Record<string, Plain<Of<K>>> } };

const removalReasons = Object.keys({
  lost: true,
  failed: true,
  expired: true,
  excess: true,
  unfit: true,
  invalid: true,
  drained: true,
  unused: true,
  closed: true,
} satisfies Record<RemovalReason, true>);

/** The interface of all events and a type for each kind, which has the kind's name. */
export function createEvents(builder: Builder, breakerState: ReturnType<typeof createBreakerState>) {
  const reason = enumOf(
    builder,
    "RemovalReason",
    "Why a connection is no more; docs/pools.md explains each.",
    removalReasons,
  );
  const by = maybe<Asked>("String", (event) => event.by, "Who asked; null where it was the gateway itself.");
  const milliseconds = "Milliseconds.";

  const events: Events = {
    Connected: {
      description: "A connection was made.",
      fields: { ms: plain("Float", ({ ms }) => ms, milliseconds) },
    },
    Removed: {
      description: "A connection is no more.",
      fields: {
        reason: plain(reason, (event) => event.reason),
        code: maybe("String", ({ error }) => error?.code, "The code of what ended it, where something did."),
        message: maybe("String", ({ error }) => error?.message),
      },
    },
    AcquireTimedOut: {
      description: "A borrower waited in vain.",
      fields: { waitedMs: plain("Float", ({ waitedMs }) => waitedMs) },
    },
    ValidationFailed: {
      description: "A connection did not work any more after it had been idle.",
      fields: { idleMs: plain("Float", ({ idleMs }) => idleMs) },
    },
    BreakerChanged: {
      description: "Borrowers are refused, one may try, or all is well again.",
      fields: { state: plain(breakerState, ({ state }) => state) },
    },
    NearExhaustion: {
      description: "Every connection that there can be is lent, and somebody waits; once, until one is idle again.",
      fields: { inUse: plain("Int", ({ inUse }) => inUse), waiting: plain("Int", ({ waiting }) => waiting) },
    },
    SlowAcquire: {
      description: "A borrower got a connection after more than half of acquireTimeout.",
      fields: { waitedMs: plain("Float", ({ waitedMs }) => waitedMs) },
    },
    LeakSuspected: {
      description: "A connection is lent for longer than leakWarning; once for each time.",
      fields: {
        heldMs: plain("Float", ({ heldMs }) => heldMs),
        takenAt: maybe("String", ({ takenAt }) => takenAt, "The stack where it was borrowed, where that was noted."),
        lastStatement: maybe("String", ({ lastStatement }) => lastStatement, "Without its values."),
      },
    },
    Resized: {
      description: "The pool has other numbers of connections from now on.",
      fields: { size: plain("Int", ({ size }) => size), overflow: plain("Int", ({ overflow }) => overflow), by },
    },
    Drained: {
      description: "Every connection is replaced.",
      fields: { connections: plain("Int", ({ connections }) => connections), by },
    },
    BreakerReset: { description: "Borrowers may try again at once.", fields: { by } },
    StatementsReset: { description: "What was counted of statements begins anew.", fields: { by } },
    Closed: { description: "Every connection is closed, and nobody gets one.", fields: { by } },
    Reopened: { description: "The pool lends again.", fields: { by } },
    CallbackFailed: {
      description:
        "A callback of a transaction failed after the transaction had ended, and could change nothing any more.",
      fields: { code: maybe("String", ({ error }) => (error instanceof SluiceError ? error.code : undefined)) },
    },
    SqlRun: {
      description: "Somebody ran SQL of their own, whose text is not told: it may hold anything.",
      fields: {
        command: maybe("String", ({ command }) => command, "What Postgres did; null where it failed."),
        rows: maybe("Int", ({ rows }) => rows, "Rows that were answered, or affected."),
        code: maybe("String", ({ code }) => code, "How it failed."),
        ms: plain("Float", ({ ms }) => ms, milliseconds),
        by,
      },
    },
    EventsDropped: {
      description: "This reader was too slow, and these many events of the database are not told.",
      fields: { count: plain("Int", ({ count }) => count) },
    },
  };

  const event = builder.interfaceRef<LiveEvent>("PoolEvent").implement({
    description: "Something that happened in a pool.",
    fields: (t) =>
      plainFields(t, {
        database: plain("String", ({ database }) => database),
        at: plain("DateTime", ({ at }) => moment(at)),
      }),
    resolveType: ({ kind }) => kind,
  });
  const implement = <K extends Kind>(kind: K, { description, fields }: Events[K]) => {
    builder.objectRef<Of<K>>(kind).implement({
      description,
      interfaces: [event],
      fields: (t) => plainFields(t, fields),
    });
  };
  for (const kind of kinds(events)) implement(kind, events[kind]);
  return { event, kind: enumOf(builder, "PoolEventKind", "The type of an event.", kinds(events)) };
}

function kinds(events: Events): readonly Kind[] {
  return Object.keys(events).filter((kind): kind is Kind => Object.hasOwn(events, kind));
}
