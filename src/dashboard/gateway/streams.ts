import { type Client, createClient } from "graphql-ws";
import type { TypedDocumentString } from "../generated/operations.ts";
import { endpoint } from "./ask.ts";
import type { Credentials } from "./credentials.ts";
import { Refusal } from "./refusal.ts";

export interface StreamsOptions {
  readonly credentials: Credentials;
  /** There is a connection: the first one, or again. */
  readonly onConnected: () => void;
  readonly onClosed: () => void;
  /** The gateway does not want to be asked again like that. */
  readonly onRefused: (refusal: Refusal) => void;
}

/** How the gateway closes a socket whose credentials are wrong, or have expired. */
const refusals: Readonly<Record<number, string>> = {
  4401: "The token has expired.",
  4403: "The gateway does not accept these credentials.",
};

/** Milliseconds between two attempts: at once at first, and never so long that nobody would wait for it. */
const pauses = { first: 250, longest: 4_000 };

/** Streams over one WebSocket, which is opened again until they are left. */
export class Streams {
  readonly #client: Client;
  readonly #onRefused: (refusal: Refusal) => void;
  #hasEnded = false;

  constructor({ credentials, onConnected, onClosed, onRefused }: StreamsOptions) {
    this.#onRefused = onRefused;
    this.#client = createClient({
      url: new URL(endpoint, location.href).href.replace(/^http/, "ws"),
      connectionParams: credentials,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: (event) => refusalOf(event) === undefined,
      retryWait: (times) => pause(times),
      on: { connected: onConnected, closed: onClosed },
    });
  }

  /** Reads a stream for as long as there are streams, and begins it again where it ends. */
  read<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    onData: (data: Data) => void,
  ): void {
    let ends = 0;
    const begin = () => {
      if (this.#hasEnded) return;
      this.#client.subscribe<Data>(
        { query: document.toString(), variables },
        {
          next: ({ data, errors }) => {
            if (errors?.[0]) this.#refuse(Refusal.of(errors[0]));
            if (!data) return;
            ends = 0;
            onData(data);
          },
          error: (reason) => {
            const refusal = refusalOf(reason);
            if (refusal) this.#refuse(refusal);
            else again();
          },
          // A gateway that stops says so to everybody.
          complete: () => again(),
        },
      );
    };
    const again = () => {
      ends += 1;
      setTimeout(begin, pauseOf(ends));
    };
    begin();
  }

  /** Nothing is heard although the connection looks open: gives it up for a new one. */
  reconnect(): void {
    this.#client.terminate();
  }

  end(): void {
    this.#hasEnded = true;
    void this.#client.dispose();
  }

  #refuse(refusal: Refusal): void {
    if (refusal.isAboutAccess && !this.#hasEnded) this.#onRefused(refusal);
  }
}

function pause(times: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseOf(times)));
}

function pauseOf(times: number): number {
  return Math.min(pauses.first * 2 ** times, pauses.longest) * (0.75 + Math.random() / 2);
}

/** What was refused; undefined where the connection was lost, or the gateway may do better another time. */
function refusalOf(reason: unknown): Refusal | undefined {
  if (Array.isArray(reason)) {
    const [first]: unknown[] = reason;
    const { message, extensions }: { message?: unknown; extensions?: { code?: unknown } } = Object(first);
    const refusal = Refusal.of({ message: String(message), ...(extensions && { extensions }) });
    return refusal.isAboutAccess ? refusal : undefined;
  }
  const { code }: { code?: unknown } = Object(reason);
  const message = typeof code === "number" ? refusals[code] : undefined;
  return message === undefined ? undefined : new Refusal("UNAUTHENTICATED", message);
}
