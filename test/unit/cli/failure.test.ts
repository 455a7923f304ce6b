import { expect, test } from "vitest";
import { describeFailure } from "../../../src/cli/failure.ts";
import { StartError } from "../../../src/lib/index.ts";

test("a start error is its problems, without a stack", () => {
  const error = new StartError("Cannot start:", [
    { path: "databases.shop", message: "no answer from postgres://a:canary@h/b" },
  ]);
  expect(describeFailure(error)).toBe("Cannot start:\n  databases.shop: no answer from postgres://***@h/b\n");
});

test("another error has its stack, without a password", () => {
  const text = describeFailure(new TypeError("bad postgres://a:canary@h/b"));
  expect(text).toMatch(/^TypeError: bad postgres:\/\/\*\*\*@h\/b\n {4}at .*failure\.test\.ts/);
  expect(text).not.toContain("canary");
  expect(describeFailure("thrown")).toBe("thrown\n");
});
