import type { DatabaseConfig, SluiceConfig } from "sluice";
import { type DemoDatabase, demoDatabases } from "./databases.ts";

/** The configuration with what else there is to say about each database: where it is, for one. */
export function located(config: SluiceConfig, settings: (name: DemoDatabase) => DatabaseConfig): SluiceConfig {
  const databases = demoDatabases.map((name) => {
    const own = config.databases?.[name];
    return [name, { ...(typeof own === "object" ? own : {}), ...settings(name) }];
  });
  return { ...config, databases: Object.fromEntries(databases) };
}
