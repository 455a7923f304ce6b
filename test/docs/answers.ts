import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { TestGateway } from "../support/gateway.ts";

/**
 * Holds every answer of a document true: each `graphql` block is sent, and the `json` block behind it has to be what came
 * back. With UPDATE_GOLDEN=1 the answers are written into it.
 *
 * @param file in `docs/`.
 * @param gateway what a block is sent to; a word behind `graphql` says that it is not the demo as it is.
 */
export function testAnswers(file: string, gateway: (setting: string) => TestGateway): void {
  const url = new URL(`../../docs/${file}`, import.meta.url);
  const read = () => readFileSync(url, "utf8");

  test.each(
    [...read().matchAll(exchanges)].map(([, setting = "", query = ""], index) => ({ index, setting, query })),
  )(`docs/${file}: $query`, async ({ index, setting, query }) => {
    const { body } = await gateway(setting).send(query);
    const answer = print({ ...body, ...(body.errors && { errors: body.errors.map(withoutPlace) }) });
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(url, replaceAnswer(read(), index, answer));
    expect([...read().matchAll(exchanges)][index]?.[3]).toBe(`${answer}\n`);
  });

  test(`docs/${file} has an answer for every query`, () => {
    const text = read();
    expect([...text.matchAll(exchanges)]).toHaveLength([...text.matchAll(/^```graphql\b/gm)].length);
  });
}

/** A query and its answer, one behind the other. */
const exchanges = /^```graphql(?: (\w+))?\n(.*?)^```\n\n```json\n(.*?)^```$/gms;

function replaceAnswer(text: string, index: number, answer: string): string {
  let at = -1;
  return text.replace(exchanges, (whole, setting: string | undefined, query: string) => {
    at += 1;
    const head = setting === undefined ? "graphql" : `graphql ${setting}`;
    return at === index ? `\`\`\`${head}\n${query}\`\`\`\n\n\`\`\`json\n${answer}\n\`\`\`` : whole;
  });
}

/** Where in the document an error is says nothing to a reader. */
function withoutPlace({ locations, ...error }: { readonly locations?: unknown }): object {
  return error;
}

const widest = 110;

/** JSON with everything on one line that fits there. */
function print(value: unknown, indent = ""): string {
  const short = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, " ");
  if (indent.length + short.length <= widest || typeof value !== "object" || value === null) return short;
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const parts = Array.isArray(value)
    ? value.map((each) => print(each, deeper))
    : Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${print(each, deeper)}`);
  return `${open}\n${parts.map((part) => `${deeper}${part}`).join(",\n")}\n${indent}${close}`;
}
