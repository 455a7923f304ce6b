import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery } from "graphql";
import type { RandomOperation } from "../../fuzz/document.ts";
import type { GraphQLErrorBody, TestGateway } from "../gateway.ts";

type Headers = Readonly<Record<string, string>>;

/** An answer beside all its bytes, headers included. */
export interface WholeAnswer {
  readonly body: { readonly data?: unknown; readonly errors?: readonly GraphQLErrorBody[] };
  readonly bytes: string;
}

export async function sendWhole(
  { url }: TestGateway,
  operation: RandomOperation,
  headers: Headers,
): Promise<WholeAnswer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(operation),
  });
  const text = await response.text();
  return { body: JSON.parse(text), bytes: `${text}\n${JSON.stringify([...response.headers])}` };
}

/** The schema as those see it who send these headers. */
export async function schemaFor(gateway: TestGateway, headers: Headers): Promise<GraphQLSchema> {
  const { body } = await gateway.send(getIntrospectionQuery({ oneOf: true }), {}, headers);
  return buildClientSchema(Object(body.data));
}

/** For a longer search: `ACCESS_MS=600000 ACCESS_RUNS=10000`. */
export const searched = { ms: Number(process.env.ACCESS_MS ?? 9_000), runs: Number(process.env.ACCESS_RUNS ?? 25) };
