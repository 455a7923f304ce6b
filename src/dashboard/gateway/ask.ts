import type { TypedDocumentString } from "../generated/operations.ts";
import type { Credentials } from "./credentials.ts";
import { Refusal } from "./refusal.ts";

export const endpoint = "/graphql";

/**
 * Sends a query or a mutation.
 *
 * @throws Refusal
 */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  credentials: Credentials,
): Promise<Data> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", ...credentials },
    body: JSON.stringify({ query: document.toString(), variables }),
  }).catch((cause: unknown) => {
    throw Refusal.unreachable("The gateway does not answer.", cause);
  });
  const answer = await response.json().catch((cause: unknown) => {
    throw Refusal.unreachable(`What answers is no gateway: HTTP ${response.status}.`, cause);
  });
  if (!isAnswer<Data>(answer)) throw Refusal.unreachable(`What answers is no gateway: HTTP ${response.status}.`);
  if (answer.errors?.[0]) throw Refusal.of(answer.errors[0]);
  if (!answer.data) throw Refusal.unreachable("The gateway gave no answer.");
  return answer.data;
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: unknown } }[];
}

/** What a gateway answers has the shape that was asked for. */
function isAnswer<Data>(answer: unknown): answer is Answer<Data> {
  return typeof answer === "object" && answer !== null && ("data" in answer || "errors" in answer);
}
