import { DatabaseError } from "pg";
import { describe, expect, test } from "vitest";
import { SluiceError } from "../../../src/lib/index.ts";
import { translateError } from "../../../src/pools/index.ts";

const secret = "canary-4711";

function fromPostgres(state: string, fields: Partial<DatabaseError> = {}): DatabaseError {
  const error = new DatabaseError(`Key (email)=(${secret}) of select * from ${secret}`, 0, "error");
  return Object.assign(error, { code: state, detail: secret }, fields);
}

function fromSystem(code: string): Error {
  return Object.assign(new Error(`connect ${code} 10.0.0.1:5432`), { code });
}

describe("an error of Postgres", () => {
  test.each([
    ["23505", "UNIQUE_VIOLATION", false],
    ["23503", "FOREIGN_KEY_VIOLATION", false],
    ["23502", "NOT_NULL_VIOLATION", false],
    ["23514", "CHECK_VIOLATION", false],
    ["23P01", "EXCLUSION_VIOLATION", false],
    ["40001", "SERIALIZATION_FAILURE", true],
    ["40P01", "DEADLOCK_DETECTED", true],
    ["57014", "STATEMENT_TIMEOUT", false],
    ["55P03", "LOCK_TIMEOUT", true],
    ["25006", "READ_ONLY", false],
    ["42501", "FORBIDDEN", false],
    ["42703", "SCHEMA_CHANGED", false],
    ["42P01", "SCHEMA_CHANGED", false],
    ["42883", "SCHEMA_CHANGED", false],
    ["22P02", "INVALID_VALUE", false],
    ["22003", "INVALID_VALUE", false],
    ["57P01", "DATABASE_UNAVAILABLE", true],
    ["57P02", "DATABASE_UNAVAILABLE", true],
    ["57P03", "DATABASE_UNAVAILABLE", true],
    ["08006", "DATABASE_UNAVAILABLE", true],
    ["08P01", "DATABASE_UNAVAILABLE", true],
    ["53300", "DATABASE_UNAVAILABLE", true],
    ["28P01", "DATABASE_UNAVAILABLE", false],
    ["28000", "DATABASE_UNAVAILABLE", false],
    ["3D000", "DATABASE_UNAVAILABLE", false],
    ["53000", "DATABASE_UNAVAILABLE", true],
    ["53100", "DATABASE_UNAVAILABLE", true],
    ["53200", "DATABASE_UNAVAILABLE", true],
    ["53400", "RESULT_TOO_LARGE", false],
    ["HV000", "DATABASE_UNAVAILABLE", false],
    ["HV00N", "DATABASE_UNAVAILABLE", false],
    ["58P01", "DATABASE_UNAVAILABLE", false],
    ["58030", "DATABASE_UNAVAILABLE", false],
    ["55000", "DATABASE_UNAVAILABLE", false],
    ["21000", "SCHEMA_CHANGED", false],
    ["42601", "INVALID_VALUE", false],
    ["54000", "RESULT_TOO_LARGE", false],
    ["54001", "RESULT_TOO_LARGE", false],
    ["P0001", "RAISED", false],
    ["P0002", "RAISED", false],
    ["P0003", "RAISED", false],
    ["P0004", "RAISED", false],
    ["SH001", "RAISED", false],
    ["72000", "INTERNAL_SERVER_ERROR", false],
    ["0A000", "BAD_USER_INPUT", false],
    ["42602", "INVALID_VALUE", false],
    ["XX000", "INTERNAL_SERVER_ERROR", false],
  ])("%s is %s", (state, code, retryable) => {
    const cause = fromPostgres(state);
    const error = translateError(cause, "shop");
    expect(error.code).toBe(code);
    expect(error.details).toEqual(retryable ? { database: "shop", retryable: true } : { database: "shop" });
    expect(error.cause).toBe(cause);
    expect(error.message).toMatch(/database "shop"/i);
    expect(error.message).not.toContain(secret);
  });

  test("does not pass on what a function raised, which may quote rows", () => {
    const error = translateError(fromPostgres("P0001", { message: `The order of ${secret} was shipped.` }), "shop");
    expect(error.code).toBe("RAISED");
    expect(error.message).not.toContain(secret);
  });

  test("is ours where the syntax of a statement is wrong, and not that of a value", () => {
    const error = fromPostgres("42601", { routine: "scanner_yyerror" });
    expect(translateError(error, "shop").code).toBe("INTERNAL_SERVER_ERROR");
  });

  test("is the language of a search where Postgres did not find its configuration", () => {
    const error = translateError(fromPostgres("42704", { routine: "regconfigin" }), "shop");
    expect(error).toMatchObject({ code: "INVALID_VALUE", message: expect.stringContaining("language") });
  });

  test("knows a stale plan by where it was found, not by its translated words", () => {
    const error = fromPostgres("0A000", { message: "le plan mis en cache", routine: "RevalidateCachedQuery" });
    expect(translateError(error, "shop")).toMatchObject({ code: "SCHEMA_CHANGED", details: { retryable: true } });
  });
});

describe("an error of the connection", () => {
  test.each([
    fromSystem("ECONNREFUSED"),
    fromSystem("ECONNRESET"),
    fromSystem("ETIMEDOUT"),
    fromSystem("ENOTFOUND"),
    fromSystem("EAI_AGAIN"),
    fromSystem("EPIPE"),
    fromSystem("EHOSTUNREACH"),
    new Error("Connection terminated"),
    new Error("Connection terminated unexpectedly"),
    new Error("Connection terminated due to connection timeout"),
    new Error("timeout expired"),
    new Error("Client has encountered a connection error and is not queryable"),
    new Error("Client was closed and is not queryable"),
  ])("$message", (cause) => {
    const error = translateError(cause, "shop");
    expect(error).toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      message: 'Database "shop" is unavailable.',
      details: { database: "shop", retryable: true },
      cause,
    });
  });
});

describe("anything else", () => {
  test("stays what it is where it was meant already", () => {
    const meant = new SluiceError("LIMIT_EXCEEDED", "Too much.");
    expect(translateError(meant, "shop")).toBe(meant);
  });

  test.each([
    new TypeError(secret),
    fromSystem("ERR_ASSERTION"),
    secret,
    undefined,
    null,
    { code: "23505" },
  ])("is an error of ours: %s", (cause) => {
    const error = translateError(cause, "shop");
    expect(error.code).toBe("INTERNAL_SERVER_ERROR");
    expect(error.message).not.toContain(secret);
    expect(error.cause).toBe(cause);
  });
});
