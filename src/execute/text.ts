import { SluiceError } from "../lib/index.ts";

/**
 * Text that Postgres cannot hold is refused before anything is sent: a NUL character would be an error there, a lone
 * surrogate would silently become another character.
 *
 * @throws SluiceError BAD_USER_INPUT
 */
export function checkText(value: unknown): void {
  if (typeof value === "string") {
    if (value.includes("\0")) throw refused("a NUL character (U+0000)");
    if (!value.isWellFormed()) throw refused("a lone surrogate, half of a character");
  } else if (Array.isArray(value)) {
    value.forEach(checkText);
  }
}

function refused(what: string): SluiceError {
  return new SluiceError("BAD_USER_INPUT", `A string holds ${what}, which Postgres cannot store. Remove it.`);
}
