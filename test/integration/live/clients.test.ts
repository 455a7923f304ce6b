import { ApolloClient, gql, InMemoryCache } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient as createUrql, fetchExchange, subscriptionExchange } from "@urql/core";
import { createClient as createSse } from "graphql-sse";
import { createClient as createSocket, type Client as SocketClient } from "graphql-ws";
import { describe, expect, onTestFinished, test } from "vitest";
import WebSocket from "ws";
import { createDatabase } from "../../support/databases.ts";
import { startGateway } from "../../support/gateway.ts";
import { startProxy } from "../../support/proxy.ts";
import { socketUrl } from "../../support/streams.ts";

const query = "subscription Watch { poolStats(interval: 100) { database sampledAt state } }";

/** What a client hands to the application. */
interface Sink {
  next(data: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

/** Begins to watch with one client; answers how to leave. */
type Watch = (url: string, sink: Sink) => () => unknown;

/** As its documentation sets it up, for a network that comes and goes. */
function socketClient(url: string): SocketClient {
  return createSocket({
    url: socketUrl(url),
    webSocketImpl: WebSocket,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: () => new Promise(setImmediate),
    shouldRetry: () => true,
  });
}

const clients: readonly (readonly [string, Watch])[] = [
  [
    "graphql-ws",
    (url, sink) => {
      const client = socketClient(url);
      client.subscribe({ query }, { ...sink, next: ({ data }) => sink.next(data) });
      return () => client.dispose();
    },
  ],
  [
    "graphql-sse",
    (url, sink) => {
      const client = createSse({
        url,
        retryAttempts: Number.POSITIVE_INFINITY,
        retry: () => new Promise(setImmediate),
      });
      client.subscribe({ query }, { ...sink, next: ({ data }) => sink.next(data) });
      return () => client.dispose();
    },
  ],
  [
    "urql over SSE",
    (url, sink) => {
      const client = createUrql({ url, exchanges: [fetchExchange], fetchSubscriptions: true, preferGetMethod: false });
      let leave = () => {};
      // It leaves it to the application to try again.
      const watch = () => {
        let hasFailed = false;
        leave = client.subscription(query, {}).subscribe(({ data, error, hasNext }) => {
          if (data && !error) sink.next(data);
          if (error && !hasFailed) {
            hasFailed = true;
            setTimeout(watch, 10);
          }
          if (!error && hasNext === false) sink.complete();
        }).unsubscribe;
      };
      watch();
      return () => leave();
    },
  ],
  [
    "urql over WebSocket",
    (url, sink) => {
      const socket = socketClient(url);
      const exchange = subscriptionExchange({
        forwardSubscription: ({ query: text = "", variables }) => ({
          subscribe: (observer) => ({
            unsubscribe: socket.subscribe(
              { query: text, variables: { ...variables } },
              { ...observer, next: ({ data = null }) => observer.next({ data }), complete: () => end(observer) },
            ),
          }),
        }),
      });
      const end = (observer: { complete(): void }) => {
        observer.complete();
        sink.complete();
      };
      const client = createUrql({ url, exchanges: [exchange], preferGetMethod: false });
      const { unsubscribe } = client.subscription(query, {}).subscribe(({ data, error }) => {
        if (error) sink.error(error);
        else sink.next(data);
      });
      return () => {
        unsubscribe();
        return socket.dispose();
      };
    },
  ],
  [
    "Apollo Client",
    (url, sink) => {
      const socket = socketClient(url);
      const client = new ApolloClient({ link: new GraphQLWsLink(socket), cache: new InMemoryCache() });
      client.subscribe({ query: gql(query) }).subscribe({
        next: ({ data, error }) => (error ? sink.error(error) : sink.next(data)),
        error: sink.error,
        complete: sink.complete,
      });
      return () => {
        client.stop();
        return socket.dispose();
      };
    },
  ],
];

describe.each(clients)("%s", (_, watch) => {
  test("watches, loses the network, watches again, and hears the end", async () => {
    const database = await createDatabase("create table notes (id int primary key)");
    onTestFinished(() => database.dispose());
    const gateway = await startGateway({ databases: { main: { url: database.url } } });
    onTestFinished(() => gateway.dispose());
    const proxy = await startProxy(gateway.url);
    onTestFinished(() => proxy.close());

    const errors: unknown[] = [];
    let seen = 0;
    const end = Promise.withResolvers<void>();
    const leave = watch(proxy.url, {
      next(data) {
        expect(data).toMatchObject({ poolStats: [{ database: "main", state: "OPEN" }] });
        seen += 1;
      },
      error: (error) => errors.push(error),
      complete: end.resolve,
    });
    onTestFinished(() => void leave());
    const more = async () => {
      const before = seen;
      await expect.poll(() => seen, { timeout: 20_000 }).toBeGreaterThan(before + 2);
    };

    await more();
    for (const silent of [false, true]) {
      if (silent) await proxy.refuse();
      proxy.reset();
      await expect.poll(() => gateway.gateway.subscriptions, { timeout: 20_000 }).toBe(silent ? 0 : 1);
      await proxy.pass();
      await more();
    }
    await gateway.dispose();
    await end.promise;
    expect(errors).toEqual([]);
  });
});
