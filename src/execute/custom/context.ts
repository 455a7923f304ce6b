import type { GraphQLResolveInfo } from "graphql";
import type { Principal } from "../../lib/index.ts";
import type { RequestContext } from "../context.ts";
import { type DatabaseHandle, openDatabase } from "./database.ts";
import { createLoads, type LoadRow, type Loads } from "./load.ts";
import type { AnyTypes, SluiceTypes } from "./types.ts";

/** What the resolvers of custom fields have of their request. */
export interface CustomContext<Types extends SluiceTypes = AnyTypes> {
  /** Who asks. */
  readonly principal: Principal;
  /** Aborted when the client leaves, or the operation's time is over. */
  readonly signal: AbortSignal | undefined;
  /** A handle on a database, good until the field that asked for it has ended. */
  db(name: Types["databases"]): DatabaseHandle;
  /**
   * Has something called once all that the operation wrote is committed, before its answer is sent: never where it is rolled
   * back, and once where it is done again. What it throws is an event of the pool, and changes nothing.
   *
   * @throws TypeError where the operation has nothing to commit.
   */
  afterCommit(callback: () => unknown): void;
  /** Rows by their keys: `load.shopOrder(id)`; null where there is none. */
  readonly load: Loads<Types>;
}

/** The same without knowing the tables. */
export interface UntypedContext extends Omit<CustomContext, "load"> {
  readonly load: Readonly<Record<string, LoadRow>>;
}

const contexts = new WeakMap<object, UntypedContext>();

/** That of a request, made when a custom field first asks for it. */
export function customContextOf(request: object, info: GraphQLResolveInfo): UntypedContext {
  const known = contexts.get(request);
  if (known) return known;
  const context = requestOf(request);
  const made: UntypedContext = {
    principal: context.principal,
    get signal() {
      return context.deadline ?? context.signal;
    },
    db: (name) => openDatabase(name, context, info),
    afterCommit(callback) {
      const { afterCommit } = context.transactions ?? {};
      if (!afterCommit) throw new TypeError("The operation writes nothing, so that nothing is committed.");
      afterCommit(callback);
    },
    load: createLoads(context, info.schema),
  };
  contexts.set(request, made);
  return made;
}

/** What Pothos only knows as an object. */
export function requestOf(context: object): RequestContext {
  if (!isRequest(context)) throw new Error("A custom field was resolved without a request of the gateway.");
  return context;
}

function isRequest(context: object): context is RequestContext {
  return "budget" in context && "links" in context && "loaders" in context;
}
