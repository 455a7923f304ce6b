import type { GraphQLSchema } from "graphql";
import { type Catalog, readCatalog } from "./catalog/index.ts";
import { resolveConfig, type Settings, type SluiceConfig } from "./config/index.ts";
import { buildSchema, exampleQuery } from "./graphql/index.ts";
import { type Problem, StartError } from "./lib/index.ts";
import { buildModel, type Model } from "./model/index.ts";
import { createPlanner } from "./plan/index.ts";
import { createPools, describeOverload, type Pools, readServerLoads } from "./pools/index.ts";
import { createHandler, endpoint, isLoopback, type Listening, listen } from "./server/index.ts";

export interface GatewayOptions {
  /** Listen on any address and answer to any `Host`, with everyone an administrator. */
  readonly insecure?: boolean;
  /**
   * Whether GraphiQL and traces are served; a trace shows the names of hidden tables and columns. True unless `insecure`
   * is, or `NODE_ENV` is `production`.
   */
  readonly development?: boolean | undefined;
}

/** A gateway whose databases are connected and whose schema is built. */
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
  const insecure = options.insecure ?? false;
  checkAddress(settings.server.host, insecure);
  const pools = createPools(
    settings.databases.map(({ pool, ...database }) => ({ ...database, settings: pool })),
    { budget: settings.budget },
  );
  try {
    const development = options.development ?? (!insecure && process.env.NODE_ENV !== "production");
    return await assemble(settings, pools, insecure, development);
  } catch (error) {
    await pools.close();
    throw error;
  }
}

/** What a gateway over these databases exposes, with names that clash left out. */
export interface Inspection {
  readonly model: Model;
  /** `host:port/database` of each. */
  readonly targets: ReadonlyMap<string, string>;
}

/** Reads the catalogs as `openGateway` does, serves nothing, and ends its connections. */
export async function inspectDatabases(settings: Settings): Promise<Inspection> {
  // One connection is enough to read a catalog.
  const pools = createPools(
    settings.databases.map(({ pool, ...database }) => ({ ...database, settings: { ...pool, size: 1, overflow: 0 } })),
  );
  try {
    const model = buildModel(await readCatalogs(settings, pools), settings.links, false);
    return { model, targets: new Map(settings.databases.map(({ name }) => [name, pools.get(name).target])) };
  } finally {
    await pools.close();
  }
}

async function assemble(settings: Settings, pools: Pools, insecure: boolean, development: boolean): Promise<Gateway> {
  const { server, limits } = settings;
  const catalogs = await readCatalogs(settings, pools);
  const model = buildModel(catalogs, settings.links, settings.strictNames);
  if (model.databases.every((database) => database.tables.length === 0)) {
    throw new StartError("Nothing to serve:", nothingToServe(settings, model));
  }
  const warnings = describeOverload(await readServerLoads(pools.all), settings.budget);
  const schema = buildSchema(model, { planner: createPlanner(limits), maxLimit: limits.maxLimit });
  const example = server.exampleQuery ?? exampleQuery(model);
  const handler = createHandler({
    schema,
    pools,
    limits,
    exampleQuery: example,
    allowedHosts: insecure ? undefined : server.allowedHosts,
    development,
  });

  let listening: Promise<Listening> | undefined;
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    // A start that failed has nothing to close, and has told its caller.
    const open = await listening?.catch(() => undefined);
    await open?.close(stopDeadline);
    handler.dispose();
    await pools.close({ deadline: stopDeadline });
  };

  return {
    model,
    schema,
    notices: model.notices,
    warnings,
    exampleQuery: example,
    pools,
    databases: () =>
      model.databases.map(({ name, tables }) => {
        const pool = pools.get(name);
        return { name, target: pool.target, tables: tables.map((table) => table.name), pool: pool.settings };
      }),
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

/** Connects to all databases at once, so that all that cannot be reached are named together. */
async function readCatalogs(settings: Settings, pools: Pools) {
  const read = async (name: string, schemas: readonly string[]): Promise<Catalog> => {
    const pool = pools.get(name);
    await pool.open();
    return pool.withTransaction(
      (transaction) => readCatalog((text) => transaction.query({ text, effects: "none" }), schemas),
      { readOnly: true },
    );
  };
  const results = await Promise.allSettled(settings.databases.map(({ name, schemas }) => read(name, schemas)));
  const problems = results.flatMap((result, index): Problem[] => {
    if (result.status === "fulfilled") return [];
    const { reason }: { reason: unknown } = result;
    const message = reason instanceof Error ? reason.message : String(reason);
    return [{ path: `databases.${settings.databases[index]?.name}`, message }];
  });
  if (problems.length > 0) throw new StartError("Databases that cannot be served:", problems);
  return results.flatMap((result, index) => {
    const database = settings.databases[index];
    return result.status === "fulfilled" && database ? [{ settings: database, catalog: result.value }] : [];
  });
}

/** GraphQL has no schema without a field, so a gateway needs a table. */
function nothingToServe({ databases }: Settings, { omissions }: Model): Problem[] {
  return databases.map(({ name, schemas }) => {
    const left = omissions.filter(({ database }) => database === name);
    const reasons = left.slice(0, mostReasons).map(({ place, reason }) => `${place} ${reason}`);
    const more = left.length > mostReasons ? `, and ${left.length - mostReasons} more (npx sluice inspect)` : "";
    const what = left.length > 0 ? `is exposed: ${reasons.join("; ")}${more}` : "is there";
    return { path: `databases.${name}`, message: `no table of ${schemas.join(", ")} ${what}` };
  });
}

const mostReasons = 5;

function checkAddress(host: string, insecure: boolean): void {
  if (insecure || isLoopback(host)) return;
  throw new StartError("Not safe to start:", [
    {
      path: "server.host",
      message: `${host} can be reached from other machines, and everyone who reaches this gateway may read every database. Listen on 127.0.0.1, or accept that with --insecure`,
    },
  ]);
}
