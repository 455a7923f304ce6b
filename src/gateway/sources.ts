import type { Settings } from "../config/index.ts";
import type { Catalogs } from "./catalogs.ts";

/** What a model is built from: each database's settings and its catalog. */
export function sourcesOf({ databases }: Settings, catalogs: Catalogs) {
  return databases.flatMap((settings) => {
    const catalog = catalogs.get(settings.name);
    return catalog ? [{ settings, catalog }] : [];
  });
}
