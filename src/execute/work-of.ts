import type { BorrowOptions } from "../pools/index.ts";
import type { RequestContext } from "./context.ts";

/** What a pool is told of a request that borrows from it. */
export function workOf({ deadline, signal, operation }: RequestContext): BorrowOptions {
  return { signal: deadline ?? signal, operation };
}
