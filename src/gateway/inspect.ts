import type { Settings } from "../config/index.ts";
import { buildModel, type Model } from "../model/index.ts";
import { createPools } from "../pools/index.ts";
import { openAll, readCatalogs } from "./catalogs.ts";
import { sourcesOf } from "./sources.ts";

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
    await openAll(pools);
    const catalogs = await readCatalogs(settings.databases, pools);
    const model = buildModel(sourcesOf(settings, catalogs), { ...settings, strictNames: false });
    return { model, targets: new Map(settings.databases.map(({ name }) => [name, pools.get(name).target])) };
  } finally {
    await pools.close();
  }
}
