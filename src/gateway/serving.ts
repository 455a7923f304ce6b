import { isDeepStrictEqual } from "node:util";
import type { GraphQLSchema } from "graphql";
import pLimit from "p-limit";
import type { Settings } from "../config/index.ts";
import type { RowSecurity } from "../execute/index.ts";
import { buildRoleSchema, buildSchema, type Extend, exampleQuery } from "../graphql/index.ts";
import { adminRole } from "../lib/index.ts";
import type { Live } from "../live/index.ts";
import { buildModel, type Model } from "../model/index.ts";
import { createPlanner } from "../plan/index.ts";
import type { Pools } from "../pools/index.ts";
import { type Catalogs, nothingToServe, readCatalogs } from "./catalogs.ts";
import { createPrivileges } from "./privileges.ts";
import { RoleSchemas } from "./role-schemas.ts";
import { rowSecurityOf } from "./row-security.ts";
import { sourcesOf } from "./sources.ts";

/** What is made from the catalogs, and replaced as a whole. */
export interface Served {
  readonly model: Model;
  /** Of all that there is. */
  readonly schema: GraphQLSchema;
  readonly roles: RoleSchemas;
  readonly rowSecurity: RowSecurity;
  readonly exampleQuery: string;
}

export interface ReloadOutcome {
  /** Those that have changed. */
  readonly databases: readonly string[];
  /** Why what was served before is still served: names that clash now, a link that does not hold. */
  readonly error: unknown;
}

/** What the gateway serves now, and from which catalogs. */
export class Serving {
  readonly #settings: Settings;
  readonly #pools: Pools;
  readonly #live: Live;
  /** As they were read last, whether they could be served or not. */
  #catalogs: Catalogs;
  #now: Served;
  /** Of two readings that overlap, the one that began first must not have the last word. */
  readonly #oneByOne = pLimit(1);

  /** @throws StartError with what cannot be served. */
  constructor(settings: Settings, pools: Pools, live: Live, catalogs: Catalogs) {
    this.#settings = settings;
    this.#pools = pools;
    this.#live = live;
    this.#catalogs = catalogs;
    this.#now = serve(settings, live, catalogs);
  }

  get now(): Served {
    return this.#now;
  }

  /**
   * Reads all catalogs again.
   *
   * @throws StartError with what cannot be read, or served. Everything stays as it was then.
   */
  reload(): Promise<void> {
    return this.#oneByOne(async () => {
      this.#serve(await readCatalogs(this.#settings.databases, this.#pools));
    });
  }

  /** Looks which of some databases have changed, and serves what they are now. Undefined where nothing has changed. */
  refresh(names: readonly string[]): Promise<ReloadOutcome | undefined> {
    return this.#oneByOne(async () => {
      const looked = this.#settings.databases.filter(({ name }) => names.includes(name));
      // One that cannot be read has nothing new to say: whatever was the reason to look will be one again.
      const readings = await Promise.allSettled(looked.map((database) => readCatalogs([database], this.#pools)));
      const fresh = readings.flatMap((reading) => (reading.status === "fulfilled" ? [...reading.value] : []));
      const changed = fresh.filter(([name, catalog]) => !isDeepStrictEqual(catalog, this.#catalogs.get(name)));
      if (changed.length === 0) return undefined;
      const databases = changed.map(([name]) => name);
      try {
        this.#serve(new Map(changed));
        return { databases, error: undefined };
      } catch (error) {
        return { databases, error };
      }
    });
  }

  #serve(fresh: Catalogs): void {
    this.#catalogs = new Map([...this.#catalogs, ...fresh]);
    this.#now = serve(this.#settings, this.#live, this.#catalogs);
  }
}

/** What the configuration gives is a function, whatever it says that it takes. */
function extendOf({ extend }: Settings): Extend | undefined {
  return extend && isExtend(extend) ? extend : undefined;
}

const isExtend = (extend: unknown): extend is Extend => typeof extend === "function";

function serve(settings: Settings, live: Live, catalogs: Catalogs): Served {
  const { maxLimit } = settings.limits;
  const model = buildModel(sourcesOf(settings, catalogs), settings);
  if (model.databases.every((database) => database.tables.length === 0)) throw nothingToServe(settings, model);
  // A planner of its own: plans are for one schema.
  const readOnly = new Set(settings.databases.filter((database) => database.readOnly).map(({ name }) => name));
  const options = {
    maxLimit,
    operators: { live, runSql: settings.runSql, readOnly, may: () => true },
    extend: extendOf(settings),
  };
  const planned = () => ({ ...options, planner: createPlanner({ maxLimit }) });
  const rowSecurity = rowSecurityOf(settings, catalogs);
  const privileges = createPrivileges(settings, catalogs, model);
  if (!privileges) {
    const schema = buildSchema(model, planned());
    const roles = new RoleSchemas(settings.roles, model, schema, options);
    return { model, schema, roles, rowSecurity, exampleQuery: settings.server.exampleQuery ?? exampleQuery(model) };
  }
  const own = privileges.view(model);
  const schema = buildRoleSchema(own, planned(), { name: adminRole, whole: model }) ?? buildSchema(own, planned());
  const hasRules = settings.roles.some(({ tables }) => tables.length > 0);
  const complete = hasRules ? buildSchema(model, { ...planned(), extend: undefined }) : schema;
  const roles = new RoleSchemas(settings.roles, model, schema, { ...options, privileges, complete });
  return { model, schema, roles, rowSecurity, exampleQuery: settings.server.exampleQuery ?? exampleQuery(own) };
}
