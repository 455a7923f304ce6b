import type { PoolSettings } from "../config/index.ts";
import type { SluiceError } from "../lib/index.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
import { startDeadline } from "./deadline.ts";
import type { Endpoint } from "./endpoint.ts";
import { isRefusedOption } from "./errors.ts";
import { makeReady, makeReadyAgain, type OnConnect } from "./readiness.ts";
import { noConnection } from "./refusals.ts";

export interface ConnectorOptions {
  readonly name: string;
  readonly settings: PoolSettings;
  readonly endpoint: Endpoint;
  readonly onConnect: OnConnect | undefined;
}

/** Makes the connections of a pool, makes their sessions ready, and finds out whether a pooler stands between. */
export class Connector {
  readonly #options: ConnectorOptions;
  #isPooled: boolean;

  constructor(options: ConnectorOptions) {
    this.#options = options;
    this.#isPooled = options.settings.pooler === "transaction";
  }

  /** Whether a pooler may give each transaction another session. */
  get isPooled(): boolean {
    return this.#isPooled;
  }

  /** Connects nothing yet. */
  create({ onLost, onStatement }: Pick<ConnectionOptions, "onLost" | "onStatement">): Connection {
    const { name: database, settings, endpoint } = this.#options;
    const { connectTimeout, queryTimeout, maxResultBytes, maxLifetime } = settings;
    // Poolers take no settings at the start of a session, because it is nobody's own.
    const config = this.#isPooled ? { ...endpoint.config, options: undefined } : endpoint.config;
    const limits = { connectTimeout, queryTimeout, maxResultBytes };
    const connection = new Connection({ database, config, ...limits, onLost, onStatement });
    connection.expiresAt = performance.now() + spread(maxLifetime);
    if (this.#isPooled) connection.pooled = endpoint.pooled;
    return connection;
  }

  open(connection: Connection): Promise<void> {
    return connection.open(() => this.#greet(connection));
  }

  /** Whether a connection failed because nobody knew of the pooler: the next one will be another one. */
  isWorthAnother({ pooled }: Connection, { cause }: SluiceError): boolean {
    const isPooler = this.#options.settings.pooler === "auto" && pooled === undefined && isRefusedOption(cause);
    this.#isPooled ||= isPooler;
    return isPooler;
  }

  /** Makes a session that a borrower may have changed what it was. Rejects where the connection is not to be lent again. */
  async clean(connection: Connection): Promise<void> {
    const { name, settings, onConnect } = this.#options;
    const { connectTimeout } = settings;
    const stop = startDeadline(connectTimeout, () => connection.destroy(noConnection(name, connectTimeout)));
    try {
      await connection.untilEnd(makeReadyAgain(connection, name, onConnect));
    } finally {
      stop();
    }
  }

  /** Whether the server refuses every write, not only that of a transaction that said of itself that it only reads. */
  async isReadOnly(connection: Connection): Promise<boolean> {
    const { name, settings, endpoint } = this.#options;
    if (endpoint.isReadOnly) return false;
    const { connectTimeout } = settings;
    const stop = startDeadline(connectTimeout, () => connection.destroy(noConnection(name, connectTimeout)));
    try {
      const answer = await connection.untilEnd(connection.ask("show transaction_read_only"));
      return answer?.transaction_read_only === "on";
    } finally {
      stop();
    }
  }

  async #greet(connection: Connection): Promise<void> {
    const { name, settings, endpoint, onConnect } = this.#options;
    if (this.#isPooled) return;
    const isPooled = await makeReady(connection, name, onConnect);
    if (!isPooled || settings.pooler === "none") return;
    this.#isPooled = true;
    connection.pooled = endpoint.pooled;
  }
}

/** Five percent more or less, so that connections that were made together do not end together. */
function spread(ms: number): number {
  return ms * (0.95 + Math.random() * 0.1);
}
