import type { GraphQLSchema } from "graphql";
import { createAuthentication, describeWeakness } from "../access/index.ts";
import { resolveConfig, type Settings, type SluiceConfig } from "../config/index.ts";
import { isLoopback, StartError } from "../lib/index.ts";
import { createLive } from "../live/index.ts";
import type { Model } from "../model/index.ts";
import { createPools, describeOverload, type Pools, readServerLoads } from "../pools/index.ts";
import { createHandler, dashboardPath, endpoint, type Listeners, type Listening, listen } from "../server/index.ts";
import { openAll, readCatalogs } from "./catalogs.ts";
import { describeOpenTables } from "./open-tables.ts";
import { Refresh } from "./refresh.ts";
import { schemaFor } from "./role-schemas.ts";
import { type ReloadOutcome, Serving } from "./serving.ts";

export interface GatewayOptions {
  /** Listen on any address and answer to any `Host`; without `auth` everyone who reaches it is an administrator. */
  readonly insecure?: boolean;
  /**
   * Whether GraphiQL and traces are served; a trace shows the names of hidden tables and columns. True unless `insecure`
   * is, or `NODE_ENV` is `production`.
   */
  readonly development?: boolean | undefined;
  /** Called when databases were found changed, and their catalogs were read again, because requests did not fit them. */
  readonly onReload?: (outcome: ReloadOutcome) => void;
}

/** A gateway whose databases are connected and whose schema is built. What it says of the schema is what is served now. */
export interface Gateway {
  readonly model: Model;
  readonly schema: GraphQLSchema;
  /** What was left out of the schema, and why. */
  readonly notices: readonly string[];
  /** What an operator should know: tokens that mean little, connections that a server could not give. */
  readonly warnings: readonly string[];
  /** A query to try first. */
  readonly exampleQuery: string;
  /** One for each database: to look at, listen to, resize, drain. They are the gateway's, which closes them. */
  readonly pools: Pools;
  /** How many subscriptions to pools are open. */
  readonly subscriptions: number;
  databases(): readonly DatabaseSummary[];
  /**
   * Reads the catalogs again, and serves what they say from the next request on. It happens by itself soon after a request
   * did not fit; after a migration this is sooner.
   *
   * @throws StartError with what cannot be served; everything stays as it was then.
   */
  reload(): Promise<void>;
  /** Answers a request in this process, for servers that mount the gateway; `start` is not needed then. */
  fetch(request: Request): Promise<Response>;
  /**
   * Begins to listen.
   *
   * @throws StartError where the address cannot be had.
   */
  start(): Promise<Addresses>;
  /** Stops listening, lets requests finish for a while, then closes the pools. May be called at any time, and again. */
  stop(): Promise<void>;
}

export interface Addresses {
  /** Of the API and of GraphiQL. */
  readonly url: string;
  /** Of the page that shows the pools; undefined where there is none. */
  readonly dashboard: string | undefined;
}

export interface DatabaseSummary {
  readonly name: string;
  /** `host:port/database`. */
  readonly target: string;
  readonly tables: readonly string[];
  readonly pool: { readonly size: number; readonly overflow: number };
}

/** How long requests may go on once the gateway stops, and then how long the pools wait for their work, in milliseconds. */
const stopDeadline = 5000;

const firstQuery = `# Who you are goes into the headers below: {"authorization": "Bearer …"}
{ __typename }`;

/**
 * Connects to every database, reads its catalog and builds the schema.
 *
 * @throws StartError with everything that is wrong: the configuration, databases that cannot be reached, links that do
 * not hold, names that clash. Nothing stays open then.
 */
export async function createGateway(config: SluiceConfig, options: GatewayOptions = {}): Promise<Gateway> {
  return openGateway(resolveConfig(config, { strictNames: true }), options);
}

/** The same for a configuration that was loaded from its sources. */
export async function openGateway(settings: Settings, options: GatewayOptions = {}): Promise<Gateway> {
  checkAddress(settings, options.insecure ?? false);
  const pools = createPools(
    settings.databases.map(({ pool, ...database }) => ({ ...database, settings: pool })),
    { budget: settings.budget },
  );
  try {
    return await assemble(settings, pools, options);
  } catch (error) {
    await pools.close();
    throw error;
  }
}

async function assemble(settings: Settings, pools: Pools, options: GatewayOptions): Promise<Gateway> {
  const { server, limits, auth } = settings;
  const insecure = options.insecure ?? false;
  const development = options.development ?? (!insecure && process.env.NODE_ENV !== "production");
  await openAll(pools);
  const live = createLive(pools, { keepsHistory: settings.dashboard.enabled });
  const catalogs = await readCatalogs(settings.databases, pools);
  const serving = new Serving(settings, pools, live, catalogs);
  serving.now.roles.prepare();
  const warnings = [
    ...describeWeakness(auth),
    ...describeOverload(await readServerLoads(pools.all), settings.budget),
    ...describeOpenTables(settings, catalogs),
  ];
  const names = settings.databases.map(({ name }) => name);
  const refresh = new Refresh(async (databases) => {
    const outcome = await serving.refresh(databases);
    if (outcome) options.onReload?.(outcome);
  });
  const handler = createHandler({
    schema: (principal) => schemaFor(serving.now.roles, principal),
    isServed: (schema) => serving.now.roles.has(schema),
    // A page that everybody gets names no table.
    exampleQuery: () => (auth ? (server.exampleQuery ?? firstQuery) : serving.now.exampleQuery),
    pools,
    rowSecurity: () => serving.now.rowSecurity,
    authentication: createAuthentication(auth, (role) => serving.now.roles.rights(role)),
    limits,
    allowedHosts: insecure || (auth && server.allowedHosts.length === 0) ? undefined : server.allowedHosts,
    development,
    dashboard: settings.dashboard.enabled,
    onMisfit: (database) => refresh.ask(database === undefined ? names : [database]),
  });

  const listeners: Listeners = {
    request: handler.yoga,
    upgrade: (...upgrade) => handler.sockets.upgrade(...upgrade),
  };
  let listening: Promise<Listening> | undefined;
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    refresh.stop();
    // A start that failed has nothing to close, and has told its caller.
    const open = await listening?.catch(() => undefined);
    // Streams have no end of their own, and all others would wait for them.
    live.close();
    await Promise.all([handler.sockets.close(stopDeadline), open?.close(stopDeadline)]);
    handler.dispose();
    await pools.close({ deadline: stopDeadline });
  };

  return {
    get model() {
      return serving.now.model;
    },
    get schema() {
      return serving.now.schema;
    },
    get notices() {
      return serving.now.model.notices;
    },
    get exampleQuery() {
      return serving.now.exampleQuery;
    },
    warnings,
    pools,
    get subscriptions() {
      return live.sampler.readers + live.events.readers;
    },
    databases: () =>
      serving.now.model.databases.map(({ name, tables }) => {
        const pool = pools.get(name);
        return { name, target: pool.target, tables: tables.map((table) => table.name), pool: pool.settings };
      }),
    reload: () => serving.reload(),
    fetch: async (request) => handler.yoga.fetch(request),
    async start() {
      if (stopped) throw new Error("The gateway was stopped; make another one.");
      listening ??= listen(listeners, server.host, server.port);
      try {
        const { origin } = await listening;
        const dashboard = settings.dashboard.enabled ? `${origin}${dashboardPath}` : undefined;
        return { url: `${origin}${endpoint}`, dashboard };
      } catch (error) {
        // The next call tries again.
        listening = undefined;
        throw error;
      }
    },
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function checkAddress({ server: { host }, auth }: Settings, insecure: boolean): void {
  if (auth || insecure || isLoopback(host)) return;
  throw new StartError("Not safe to start:", [
    {
      path: "server.host",
      message: `${host} can be reached from other machines, and everyone who reaches this gateway may read every database. Configure "auth", listen on 127.0.0.1, or accept that with --insecure`,
    },
  ]);
}
