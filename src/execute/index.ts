export { createRequestContext, type OperationArgs, type RequestContext, type RequestOptions } from "./context.ts";
export { resolveLink } from "./link.ts";
export { resolveNode, resolveNodes } from "./nodes.ts";
export { executeOperation } from "./operation.ts";
export { resolveRoot } from "./root.ts";
export { transactionDirective } from "./transaction-directive.ts";
export { resolveWrite } from "./write.ts";
