export {
  type ColumnConfig,
  type DatabaseConfig,
  type DatabasePoolConfig,
  defineConfig,
  type LimitsConfig,
  type LinkConfig,
  type LinkEnd,
  type PoolConfig,
  type RelationConfig,
  type ServerConfig,
  type SluiceConfig,
  type TableConfig,
  type TypeConfig,
} from "./config.ts";
export { type ConfigFlags, checkFlags } from "./flags.ts";
export { configJsonSchema } from "./json-schema.ts";
export { type LoadOptions, loadConfig } from "./load.ts";
export { hint } from "./nearest.ts";
export { joinPath } from "./path.ts";
export { resolvePool } from "./pool.ts";
export { resolveConfig } from "./resolve.ts";
export type { Session, SessionHook, SessionStatement } from "./session.ts";
export type {
  ColumnSettings,
  ConnectionSettings,
  DatabaseSettings,
  LimitsSettings,
  LinkEndSettings,
  LinkSettings,
  PasswordSource,
  PoolSettings,
  RelationSettings,
  ServerSettings,
  Settings,
  TableSettings,
  TypeSettings,
} from "./settings.ts";
export { redact } from "./url.ts";
