import { expect } from "vitest";
import { SluiceError } from "../../../src/lib/index.ts";
import type { Answer } from "../gateway.ts";

/** What no client is to read: where a database is, how it is reached, what it was asked. */
const secret = /127\.0\.0\.1|localhost|ECONN|ETIMEDOUT|password|pg_|select .+ from |postgres|node:|\.ts\b/i;

/** The code that a client got for `shop`, or `ok`. Whatever it asked of `billing` must have its answer. */
export function clientCode({ status, body }: Answer): string {
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.data?.billingBills).toEqual([{ id: 1 }, { id: 2 }]);
  if (!body.errors) return "ok";
  expect(body.errors).toHaveLength(1);
  const [error] = body.errors;
  expect(error?.path?.[0]).toMatch(/^shop/);
  expect(error?.message).not.toMatch(secret);
  expect(error?.extensions.database).toBe("shop");
  return error?.extensions.code ?? "an error without a code";
}

/** The same for a caller of the pool. What is no `SluiceError` is a mistake, and rejects. */
export async function poolCode(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "ok";
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    expect(error.message).not.toMatch(secret);
    expect(error.details.database).toBe("shop");
    return error.code;
  }
}
