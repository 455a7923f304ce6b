import type { GraphQLErrorBody } from "../gateway.ts";

declare global {
  interface JSON {
    /** A number that is printed as it was written (ECMAScript proposal "JSON.parse source text access"). */
    rawJSON(text: string): unknown;
  }
}

/** What an operation answered. Numbers in `data` are kept as they were written: `-0`, `1e400`, 20 digits. */
export interface ExactAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly GraphQLErrorBody[] | undefined;
  /** The whole body as it came. */
  readonly text: string;
}

/**
 * Sends an operation over HTTP.
 *
 * @param variables JSON text, so that a number is sent as it is written there.
 */
export async function sendExact(url: string, query: string, variables = "{}"): Promise<ExactAnswer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-sluice-trace": "1" },
    body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
  });
  const text = await response.text();
  const body: { data?: ExactAnswer["data"]; errors?: ExactAnswer["errors"] } = JSON.parse(text);
  return { status: response.status, data: body.data && exactData(text), errors: body.errors, text };
}

/** The data of an operation that must succeed. */
export async function dataExact(
  url: string,
  query: string,
  variables?: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { data, errors, text } = await sendExact(url, query, variables);
  if (errors || !data) throw new Error(`${query}\n${text}`);
  return data;
}

/** Parses JSON; a number becomes what `JSON.stringify` prints as it was written. */
export function parseExact(text: string): unknown {
  const keep = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === "number" && context?.source !== undefined ? JSON.rawJSON(context.source) : value;
  return JSON.parse(text, keep);
}

/** One spelling for equal JSON texts: no spaces, escapes only where they must be, numbers as written. */
export function canonical(text: string): string {
  return JSON.stringify(parseExact(text));
}

/** A number as it was written, or undefined for anything else. */
export function sourceOf(value: unknown): string | undefined {
  if (!isRaw(value)) return undefined;
  return JSON.stringify(value);
}

function isRaw(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null && "rawJSON" in value;
}

function exactData(text: string): Readonly<Record<string, unknown>> | null {
  const body = parseExact(text);
  const data: unknown = typeof body === "object" && body !== null && "data" in body ? body.data : null;
  return isObject(data) ? data : null;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
