import type { Plugin } from "graphql-yoga";
import type { RequestContext } from "../execute/index.ts";
import { mayUse, type StatementMessage, statementChannel } from "../lib/index.ts";

/** The header that asks for `extensions.sluice.statements`. */
export const traceHeader = "x-sluice-trace";

interface TracedStatement {
  readonly database: string;
  readonly ms: number;
  readonly rows: number;
  readonly sql: string;
}

export interface TracePlugin extends Plugin<RequestContext> {
  dispose(): void;
}

/** Answers `x-sluice-trace: 1` with the statements that the request sent, in the order in which they were answered. */
export function useTrace(): TracePlugin {
  const traces = new WeakMap<object, TracedStatement[]>();
  const dispose = statementChannel.subscribe(({ request, database, ms, rows, sql }: StatementMessage) => {
    traces.get(request)?.push({ database, ms: Math.round(ms * 1000) / 1000, rows, sql });
  });
  return {
    dispose,
    onExecute({ args }) {
      const { request, principal } = args.contextValue;
      // Statements name what is hidden.
      if (request.headers.get(traceHeader) !== "1" || !mayUse(principal, "traces")) return;
      const statements: TracedStatement[] = [];
      traces.set(args.contextValue, statements);
      return {
        onExecuteDone({ result, setResult }) {
          // What comes in parts has no one answer to add to.
          if (Symbol.asyncIterator in result) return;
          setResult({ ...result, extensions: { ...result.extensions, sluice: { statements } } });
        },
      };
    },
  };
}
