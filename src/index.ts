export {
  type DatabaseConfig,
  defineConfig,
  type LinkConfig,
  type Settings,
  type SluiceConfig,
} from "./config/index.ts";
export { createGateway, type DatabaseSummary, type Gateway, type GatewayOptions } from "./gateway.ts";
export { type ErrorCode, type Problem, StartError } from "./lib/index.ts";
