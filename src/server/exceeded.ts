import { type ASTNode, GraphQLError } from "graphql";
import type { ErrorCode } from "../lib/index.ts";

export interface Exceeded {
  /** As `docs/errors.md` names it. */
  readonly limit: string;
  readonly message: string;
  readonly node?: ASTNode | undefined;
  readonly status?: number;
}

/** Says that a request asks for more than the gateway gives, before any of it is executed. */
export function exceeded({ limit, message, node, status = 400 }: Exceeded): GraphQLError {
  const code: ErrorCode = "LIMIT_EXCEEDED";
  return new GraphQLError(message, {
    nodes: node,
    extensions: { code, limit, http: { status, spec: status === 400 } },
  });
}

export function tooDeep(most: number, node?: ASTNode): GraphQLError {
  const message = `Nested deeper than ${most}: fields with their fragments, and the values of arguments. Ask for it in several operations.`;
  return exceeded({ limit: "depth", message, node });
}
