import type { GraphQLSchema } from "graphql";
import pLimit from "p-limit";
import { resolveConfig, type Settings, type SluiceConfig } from "../config/index.ts";
import { buildSchema, exampleQuery } from "../graphql/index.ts";
import { StartError } from "../lib/index.ts";
import { buildModel, type Model } from "../model/index.ts";
import { createPlanner } from "../plan/index.ts";
import { createPools, describeOverload, type Pools, readServerLoads } from "../pools/index.ts";
import { createHandler, endpoint, isLoopback, type Listening, listen } from "../server/index.ts";
import { type Catalogs, nothingToServe, openAll, readCatalogs } from "./catalogs.ts";
import { Refresh } from "./refresh.ts";
import { sourcesOf } from "./sources.ts";

export interface GatewayOptions {
  /** Listen on any address and answer to any `Host`, with everyone an administrator. */
  readonly insecure?: boolean;
  /**
   * Whether GraphiQL and traces are served; a trace shows the names of hidden tables and columns. True unless `insecure`
   * is, or `NODE_ENV` is `production`.
   */
  readonly development?: boolean | undefined;
  /** Called after a request met tables that had changed, and the catalogs were read again. */
  readonly onReload?: (outcome: ReloadOutcome) => void;
}

export interface ReloadOutcome {
  /** Whose catalogs were read. */
  readonly databases: readonly string[];
  /** Why what was served before is still served: a database that is down, names that clash now, a link that does not hold. */
  readonly error: unknown;
}

/** A gateway whose databases are connected and whose schema is built. What it says of the schema is what is served now. */
export interface Gateway {
  readonly model: Model;
  readonly schema: GraphQLSchema;
  /** What was left out of the schema, and why. */
  readonly notices: readonly string[];
  /** What an operator should know: connections that a server could not give. */
  readonly warnings: readonly string[];
  /** A query to try first. */
  readonly exampleQuery: string;
  /** One for each database: to look at, listen to, resize, drain. They are the gateway's, which closes them. */
  readonly pools: Pools;
  databases(): readonly DatabaseSummary[];
  /**
   * Reads the catalogs again, and serves what they say from the next request on. It happens by itself where a request meets
   * tables that have changed; call it after a migration that only adds something.
   *
   * @throws StartError with what cannot be served; everything stays as it was then.
   */
  reload(): Promise<void>;
  /** Answers a request in this process, for servers that mount the gateway; `start` is not needed then. */
  fetch(request: Request): Promise<Response>;
  /**
   * Begins to listen. `url` is that of the API and of GraphiQL.
   *
   * @throws StartError where the address cannot be had.
   */
  start(): Promise<{ url: string }>;
  /** Stops listening, lets requests finish for a while, then closes the pools. May be called at any time, and again. */
  stop(): Promise<void>;
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
  checkAddress(settings.server.host, options.insecure ?? false);
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
  const { server, limits } = settings;
  const insecure = options.insecure ?? false;
  const development = options.development ?? (!insecure && process.env.NODE_ENV !== "production");
  await openAll(pools);
  let catalogs = await readCatalogs(settings.databases, pools);
  let served = serve(settings, catalogs);
  const warnings = describeOverload(await readServerLoads(pools.all), settings.budget);

  // One after the other: of two that overlap, the one that read first must not have the last word.
  const oneReload = pLimit(1);
  const reload = (names: readonly string[]) =>
    oneReload(async () => {
      const changed = settings.databases.filter(({ name }) => names.includes(name));
      const fresh = new Map([...catalogs, ...(await readCatalogs(changed, pools))]);
      served = serve(settings, fresh);
      catalogs = fresh;
    });
  const refresh = new Refresh(async (databases) => {
    const error = await reload(databases).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    options.onReload?.({ databases, error });
  });
  const handler = createHandler({
    schema: () => served.schema,
    exampleQuery: () => served.exampleQuery,
    pools,
    limits,
    allowedHosts: insecure ? undefined : server.allowedHosts,
    development,
    onSchemaChanged: (database) => refresh.ask(database),
  });

  let listening: Promise<Listening> | undefined;
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    refresh.stop();
    // A start that failed has nothing to close, and has told its caller.
    const open = await listening?.catch(() => undefined);
    await open?.close(stopDeadline);
    handler.dispose();
    await pools.close({ deadline: stopDeadline });
  };

  return {
    get model() {
      return served.model;
    },
    get schema() {
      return served.schema;
    },
    get notices() {
      return served.model.notices;
    },
    get exampleQuery() {
      return served.exampleQuery;
    },
    warnings,
    pools,
    databases: () =>
      served.model.databases.map(({ name, tables }) => {
        const pool = pools.get(name);
        return { name, target: pool.target, tables: tables.map((table) => table.name), pool: pool.settings };
      }),
    reload: () => reload(settings.databases.map(({ name }) => name)),
    fetch: async (request) => handler.yoga.fetch(request),
    async start() {
      if (stopped) throw new Error("The gateway was stopped; make another one.");
      listening ??= listen(handler.yoga, server.host, server.port);
      try {
        return { url: `${(await listening).origin}${endpoint}` };
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

/** What is made from the catalogs, and replaced as a whole. */
interface Served {
  readonly model: Model;
  readonly schema: GraphQLSchema;
  readonly exampleQuery: string;
}

function serve(settings: Settings, catalogs: Catalogs): Served {
  const { maxLimit } = settings.limits;
  const model = buildModel(sourcesOf(settings, catalogs), settings.links, settings.strictNames);
  if (model.databases.every((database) => database.tables.length === 0)) throw nothingToServe(settings, model);
  // A planner of its own: plans are for one schema.
  const schema = buildSchema(model, { planner: createPlanner({ maxLimit }), maxLimit });
  return { model, schema, exampleQuery: settings.server.exampleQuery ?? exampleQuery(model) };
}

function checkAddress(host: string, insecure: boolean): void {
  if (insecure || isLoopback(host)) return;
  throw new StartError("Not safe to start:", [
    {
      path: "server.host",
      message: `${host} can be reached from other machines, and everyone who reaches this gateway may read every database. Listen on 127.0.0.1, or accept that with --insecure`,
    },
  ]);
}
