export {
  createRequestContext,
  type OperationArgs,
  type RequestContext,
  type RequestOptions,
  type RowSecurity,
} from "./context.ts";
export { type CustomContext, customContextOf, requestOf, type UntypedContext } from "./custom/context.ts";
export type { DatabaseHandle, OwnTransactionOptions } from "./custom/database.ts";
export { resolveTarget } from "./custom/target.ts";
export type { AnyTypes, KeyedTable, KeyOf, RowOf, SluiceTypes, TableName } from "./custom/types.ts";
export { resolveLink } from "./link.ts";
export { resolveNode, resolveNodes } from "./nodes.ts";
export { executeOperation } from "./operation.ts";
export { poolOf } from "./pool-of.ts";
export { resolveRoot } from "./root.ts";
export { executeSubscription, type SubscriptionOptions } from "./subscription.ts";
export { transactionDirective } from "./transaction-directive.ts";
export { resolveWrite } from "./write.ts";
