export { longestRole } from "./auth-schema.ts";
export type { Authenticate, AuthenticationRequest, Identity } from "./authenticate.ts";
export { claimSteps } from "./claim-path.ts";
export type {
  AuthConfig,
  ColumnConfig,
  DashboardConfig,
  DatabaseConfig,
  DatabasePoolConfig,
  FilterConfig,
  JwtConfig,
  LimitsConfig,
  LinkConfig,
  LinkEnd,
  PoolConfig,
  RelationConfig,
  RoleConfig,
  RowSecurityConfig,
  RunSqlConfig,
  SelectConfig,
  ServerConfig,
  SluiceConfig,
  TableConfig,
  TableRightsConfig,
  TypeConfig,
  WriteConfig,
} from "./config.ts";
export type { ExtendFunction } from "./extend.ts";
export { type ConfigFlags, checkFlags } from "./flags.ts";
export { configJsonSchema } from "./json-schema.ts";
export { type LoadOptions, loadConfig } from "./load.ts";
export { hint } from "./nearest.ts";
export { joinPath } from "./path.ts";
export { resolvePool } from "./pool.ts";
export { resolveConfig } from "./resolve.ts";
export type {
  GatewayRights,
  InsertSettings,
  RoleSettings,
  SelectSettings,
  TableRights,
  UpdateSettings,
} from "./roles.ts";
export type { DatabaseRole, RowSecuritySettings } from "./row-security.ts";
export type { Session, SessionHook, SessionStatement } from "./session.ts";
export type {
  AuthSettings,
  ColumnSettings,
  ConnectionSettings,
  DashboardSettings,
  DatabaseSettings,
  JwtSettings,
  LimitsSettings,
  LinkEndSettings,
  LinkSettings,
  PasswordSource,
  PoolSettings,
  RelationSettings,
  RunSqlSettings,
  ServerSettings,
  Settings,
  TableSettings,
  TypeSettings,
} from "./settings.ts";
export { redact } from "./url.ts";
