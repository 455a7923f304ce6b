import type { ExecutionResult } from "graphql";
import { createClient as createSseClient } from "graphql-sse";
import { createClient as createSocketClient } from "graphql-ws";
import WebSocket from "ws";

/** Results of one subscription, as a real client reads them. */
export interface TestStream {
  /** The next result; undefined where the server said that it is complete. */
  next(): Promise<ExecutionResult | undefined>;
  /** The data of the next result, which must have no errors. */
  data(): Promise<Record<string, unknown>>;
  /** The first of the results to come for which this holds. */
  until(isIt: (data: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  /** Leaves. */
  close(): Promise<void>;
}

export type Transport = "SSE" | "WebSocket";

type Variables = Record<string, unknown>;

/** Subscribes with `graphql-sse` or `graphql-ws`, without another try where the connection is lost. */
export function subscribe(transport: Transport, url: string, query: string, variables?: Variables): TestStream {
  const payload = { query, ...(variables && { variables }) };
  if (transport === "SSE") {
    const client = createSseClient({ url, retryAttempts: 0 });
    return streamOf(client.iterate(payload), () => client.dispose());
  }
  const client = createSocketClient({ url: socketUrl(url), webSocketImpl: WebSocket, retryAttempts: 0 });
  return streamOf(client.iterate(payload), () => client.dispose());
}

export function socketUrl(url: string): string {
  return url.replace(/^http/, "ws");
}

function streamOf(results: AsyncIterableIterator<unknown>, dispose: () => unknown): TestStream {
  const next = async (): Promise<ExecutionResult | undefined> => {
    const { value, done } = await results.next();
    return done ? undefined : Object(value);
  };
  const data = async () => {
    const result = await next();
    if (!result?.data || result.errors) throw new Error(`No data: ${JSON.stringify(result)}`);
    return { ...result.data };
  };
  return {
    next,
    data,
    async until(isIt) {
      for (;;) {
        const found = await data();
        if (isIt(found)) return found;
      }
    },
    async close() {
      await results.return?.();
      await dispose();
    },
  };
}
