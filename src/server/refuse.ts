import type { ErrorCode } from "../lib/index.ts";

/** An answer in GraphQL's form to a request that never reached GraphQL. */
export function refusal(status: number, code: ErrorCode, message: string): Response {
  return Response.json({ errors: [{ message, extensions: { code } }] }, { status });
}
