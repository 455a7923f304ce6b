import type { GraphQLSchema } from "graphql";
import type { Plugin } from "graphql-yoga";
import { executeSubscription, type OperationArgs, type RequestContext } from "../execute/index.ts";
import type { Principal } from "../lib/index.ts";
import { exceeded } from "./exceeded.ts";
import { badRequest } from "./read-body.ts";

export interface SubscriptionsOptions {
  /** What is served to somebody now. */
  readonly schema: (principal: Principal) => GraphQLSchema;
  /** How many there may be at once, of all clients. */
  readonly most: number;
}

/** Begins subscriptions as the gateway does, for those who can read a stream, and as many as there may be. */
export function useSubscriptions({ schema, most }: SubscriptionsOptions): Plugin<RequestContext> {
  let count = 0;
  const begin = (args: OperationArgs & { readonly contextValue: { readonly request: Request } }) => {
    const { signal, request } = args.contextValue;
    if (!takesStreams(request.headers.get("accept"))) return { errors: [noStream()] };
    if (count >= most) return { errors: [tooMany(most)] };
    count += 1;
    let isCounted = true;
    const onEnd = () => {
      signal?.removeEventListener("abort", onEnd);
      if (isCounted) count -= 1;
      isCounted = false;
    };
    // A client that left may have nobody who still reads for it, and so nobody who comes to the end.
    signal?.addEventListener("abort", onEnd);
    return executeSubscription(args, { schema: () => schema(args.contextValue.principal), onEnd });
  };
  return {
    onSubscribe({ args, setSubscribeFn }) {
      setSubscribeFn(() => begin(args));
    },
  };
}

/** The media type of server-sent events, or what includes it. */
const streams = ["text/event-stream", "text/*", "*/*"];

function takesStreams(accept: string | null): boolean {
  const types = (accept ?? "*/*").split(",").map((each) => each.split(";")[0]?.trim().toLowerCase());
  return types.some((type) => type !== undefined && streams.includes(type));
}

function noStream() {
  return badRequest("A subscription is a stream: ask with accept: text/event-stream, or over a WebSocket.");
}

function tooMany(most: number) {
  const message = `The gateway serves ${most} subscriptions already, as many as it may. Try again later.`;
  return exceeded({ limit: "subscriptions", message, status: 503 });
}
