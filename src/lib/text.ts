import { SluiceError } from "./errors.ts";

/** @throws SluiceError BAD_USER_INPUT for text that Postgres cannot hold. */
export function checkText(value: string): void {
  if (value.includes("\0")) throw refused("a NUL character (U+0000)");
  if (!value.isWellFormed()) throw refused("a lone surrogate, half of a character");
}

/** Whether Postgres can hold a text. */
export const isStorable = (value: string): boolean => !value.includes("\0") && value.isWellFormed();

function refused(what: string): SluiceError {
  return new SluiceError("BAD_USER_INPUT", `A string holds ${what}, which Postgres cannot store. Remove it.`);
}
