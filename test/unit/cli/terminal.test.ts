import { expect, test } from "vitest";
import { terminalOf } from "../../../src/cli/terminal.ts";
import { makeOutput } from "./output.ts";

test("colours are for a terminal, unless NO_COLOR", () => {
  const terminal = Object.assign(makeOutput(), { isTTY: true, columns: 200 });
  expect(terminalOf(terminal, {})).toEqual({ width: 80, colour: true });
  expect(terminalOf(terminal, { NO_COLOR: "1" })).toEqual({ width: 80, colour: false });
  expect(terminalOf(Object.assign(makeOutput(), { columns: 60 }), {})).toEqual({ width: 60, colour: false });
  expect(terminalOf(makeOutput(), {})).toEqual({ width: 80, colour: false });
});
