export {
  createGateway,
  type DatabaseSummary,
  type Gateway,
  type GatewayOptions,
  openGateway,
  type ReloadOutcome,
} from "./gateway.ts";
export { type Inspection, inspectDatabases } from "./inspect.ts";
