export {
  type DatabaseConfig,
  defineConfig,
  type LinkConfig,
  type Settings,
  type SluiceConfig,
} from "./config/index.ts";
export type { DatabaseSummary, Gateway, GatewayOptions } from "./gateway.ts";
