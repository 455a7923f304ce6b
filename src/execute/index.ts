export { createRequestContext, type RequestContext, type RequestOptions } from "./context.ts";
export { resolveLink } from "./link.ts";
export { resolveRoot } from "./root.ts";
