import { expect } from "vitest";
import type { Gateway } from "../../src/gateway/index.ts";
import type { GraphQLErrorBody } from "../support/gateway.ts";
import { randomOperation } from "./document.ts";

/** What a valid document may be answered with, beside data: each blames what was sent, or says that it was too much. */
const blaming: ReadonlySet<string> = new Set([
  "BAD_USER_INPUT",
  "INVALID_VALUE",
  "LIMIT_EXCEEDED",
  "RESULT_TOO_LARGE",
  "STATEMENT_TIMEOUT",
]);

/** How many are under way at once. */
const width = 6;

interface Failure {
  readonly seed: number;
  readonly query: string;
  readonly variables: unknown;
  readonly errors: unknown;
}

export interface FuzzResult {
  readonly answered: number;
  readonly blamed: Readonly<Record<string, number>>;
}

/**
 * Sends `count` random documents, each of a seed of its own from `firstSeed` on. Rejects with the first ones that were
 * answered with anything but data or an error that blames the input.
 */
export async function fuzz(gateway: Gateway, firstSeed: number, count: number): Promise<FuzzResult> {
  const failures: Failure[] = [];
  const blamed: Record<string, number> = {};
  let answered = 0;
  let next = firstSeed;
  const work = async () => {
    while (next < firstSeed + count && failures.length < 5) {
      const seed = next;
      next += 1;
      const operation = randomOperation(gateway.schema, seed);
      const request = new Request("http://localhost/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", host: "localhost" },
        body: JSON.stringify(operation),
      });
      const text = await (await gateway.fetch(request)).text();
      const { errors = [] }: { errors?: readonly GraphQLErrorBody[] } = JSON.parse(text);
      if (errors.length === 0) answered += 1;
      for (const { extensions } of errors) blamed[extensions.code] = (blamed[extensions.code] ?? 0) + 1;
      if (errors.some(({ extensions }) => !blaming.has(extensions.code))) failures.push({ seed, ...operation, errors });
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  expect(failures).toEqual([]);
  return { answered, blamed };
}
