import { describe, expect, test } from "vitest";
import { SluiceError } from "../../../src/lib/index.ts";
import { cannotOpen, waitedInVain } from "../../../src/pools/refusals.ts";

const exhausted = {
  state: "open",
  total: 20,
  idle: 0,
  inUse: 20,
  connecting: 0,
  waiting: 3,
  max: 20,
  created: 20,
  destroyed: 0,
  acquired: 70,
  released: 50,
  timeouts: 1,
} as const;
const refused = new Error("connect ECONNREFUSED 10.0.0.1:5432");
const failure = new SluiceError("DATABASE_UNAVAILABLE", "", { database: "shop" }, { cause: refused });

describe("who waited in vain", () => {
  test("learns the whole state of an exhausted pool", () => {
    expect(waitedInVain("shop", 5_002.7, exhausted)).toMatchObject({
      code: "POOL_EXHAUSTED",
      message:
        'Pool "shop" is exhausted: waited 5003 ms (total 20, in use 20, idle 0, connecting 0, waiting 3, max 20).',
      details: { database: "shop", limit: "acquireTimeout", retryable: true },
    });
  });

  test("learns that the database cannot be reached where that keeps the pool from growing", () => {
    const error = waitedInVain("shop", 5_000, { ...exhausted, total: 12, inUse: 12 }, failure);
    expect(error).toMatchObject({ code: "DATABASE_UNAVAILABLE", cause: refused });
    expect(error.message).not.toContain("10.0.0.1");
  });

  test("is not told of a failure that has nothing to do with it", () => {
    expect(waitedInVain("shop", 5_000, exhausted, failure).code).toBe("POOL_EXHAUSTED");
  });

  test("does not blame other borrowers where there are none", () => {
    const error = waitedInVain("shop", 5_000, { ...exhausted, total: 1, inUse: 0, connecting: 1 });
    expect(error).toMatchObject({ code: "DATABASE_UNAVAILABLE", details: { database: "shop", retryable: true } });
    expect(String(error.cause)).toContain("connecting 1");
  });
});

describe("a start that fails", () => {
  test("names the target and the cause", () => {
    expect(cannotOpen("shop", "db.example:5432/shop", failure).message).toBe(
      'Cannot connect to database "shop" at db.example:5432/shop: connect ECONNREFUSED 10.0.0.1:5432',
    );
  });

  test("lists what went wrong with each address of a name", () => {
    const cause = new AggregateError([new Error("refused ::1"), new Error("refused 127.0.0.1")]);
    const several = new SluiceError("DATABASE_UNAVAILABLE", "", {}, { cause });
    expect(cannotOpen("shop", "localhost:5432/shop", several).message).toMatch(/: refused ::1; refused 127\.0\.0\.1$/);
  });
});
