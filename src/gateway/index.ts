export { defineConfig, type TypedConfig } from "./define-config.ts";
export {
  type Addresses,
  createGateway,
  type DatabaseSummary,
  type Gateway,
  type GatewayOptions,
  openGateway,
} from "./gateway.ts";
export { type Inspection, inspectDatabases } from "./inspect.ts";
export type { ReloadOutcome } from "./serving.ts";
