export { type Channel, type StatementMessage, statementChannel } from "./channels.ts";
export { type ErrorCode, type ErrorDetails, errorCodes, type Problem, SluiceError, StartError } from "./errors.ts";
export { decimalOf, isSameNumber, parseExact, rawNumber } from "./exact-json.ts";
export { deepestJson, excessOf, isNestedDeeper } from "./nesting.ts";
export { admin, type GatewayRight, mayUse, nameOf, type Principal } from "./principal.ts";
export { checkText } from "./text.ts";
