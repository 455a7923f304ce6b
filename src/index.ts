export {
  type DatabaseConfig,
  defineConfig,
  type LinkConfig,
  type Session,
  type SessionHook,
  type SessionStatement,
  type Settings,
  type SluiceConfig,
} from "./config/index.ts";
export {
  createGateway,
  type DatabaseSummary,
  type Gateway,
  type GatewayOptions,
  type ReloadOutcome,
} from "./gateway/index.ts";
export { type ErrorCode, type Problem, StartError } from "./lib/index.ts";
