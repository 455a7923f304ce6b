export { type Channel, type StatementMessage, statementChannel } from "./channels.ts";
export { type ErrorCode, type ErrorDetails, errorCodes, type Problem, SluiceError, StartError } from "./errors.ts";
export { decimalOf, isSameNumber, parseExact, rawNumber } from "./exact-json.ts";
export { isLoopback } from "./loopback.ts";
export { deepestJson, excessOf, isNestedDeeper } from "./nesting.ts";
export {
  admin,
  adminRole,
  type Claims,
  type GatewayRight,
  mayUse,
  nameOf,
  noClaims,
  type Principal,
} from "./principal.ts";
export { checkText, isStorable } from "./text.ts";
