import { checkText, SluiceError } from "../lib/index.ts";

/** What a number takes, roughly, as text. */
const numberSize = 8;

/**
 * Refuses values before anything is sent: text that Postgres cannot hold (a NUL character would be an error there, a lone
 * surrogate would silently become another character), and more than one statement should carry. A value that stands in
 * a fragment is sent as often as the fragment is opened.
 *
 * @throws SluiceError BAD_USER_INPUT or LIMIT_EXCEEDED
 */
export function checkValues(values: readonly unknown[], mostCharacters: number): void {
  let left = mostCharacters;
  const check = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(check);
      return;
    }
    left -= typeof value === "string" ? value.length : numberSize;
    if (left < 0) throw tooMuch(mostCharacters);
    if (typeof value === "string") checkText(value);
  };
  values.forEach(check);
}

function tooMuch(most: number): SluiceError {
  const message = `The values of one statement are longer than ${most} characters, because they are used in several places. Use them less often.`;
  return new SluiceError("LIMIT_EXCEEDED", message, { limit: "valuesPerStatement" });
}
