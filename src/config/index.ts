export {
  type DatabaseConfig,
  defineConfig,
  type LimitsConfig,
  type LinkConfig,
  type LinkEnd,
  type PoolConfig,
  type ServerConfig,
  type SluiceConfig,
} from "./config.ts";
export { type ConfigFlags, checkFlags } from "./flags.ts";
export { configJsonSchema } from "./json-schema.ts";
export { type LoadOptions, loadConfig } from "./load.ts";
export { hint } from "./nearest.ts";
export { resolveConfig } from "./resolve.ts";
export type {
  ConnectionSettings,
  DatabaseSettings,
  LimitsSettings,
  LinkEndSettings,
  LinkSettings,
  PoolSettings,
  ServerSettings,
  Settings,
} from "./settings.ts";
export { redact } from "./url.ts";
