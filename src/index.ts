export type {
  AuthConfig,
  Authenticate,
  AuthenticationRequest,
  DatabaseConfig,
  FilterConfig,
  Identity,
  JwtConfig,
  LinkConfig,
  RoleConfig,
  SelectConfig,
  Session,
  SessionHook,
  SessionStatement,
  Settings,
  SluiceConfig,
  TableRightsConfig,
  WriteConfig,
} from "./config/index.ts";
export type {
  AnyTypes,
  CustomContext,
  DatabaseHandle,
  KeyOf,
  OwnTransactionOptions,
  RowOf,
  SluiceTypes,
} from "./execute/index.ts";
export {
  createGateway,
  type DatabaseSummary,
  defineConfig,
  type Gateway,
  type GatewayOptions,
  type ReloadOutcome,
  type TypedConfig,
} from "./gateway/index.ts";
export type { CustomBuilder, Extend } from "./graphql/index.ts";
export {
  type ErrorCode,
  type ErrorDetails,
  type Principal,
  type Problem,
  SluiceError,
  StartError,
} from "./lib/index.ts";
