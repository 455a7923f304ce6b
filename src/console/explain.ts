import { SluiceError } from "../lib/index.ts";
import { serverWords } from "../pools/index.ts";

/** Classes that say what is wrong with the statement itself; a right that is missing, 42501, is something else. */
const wrongStatement = /^(?:42(?!501)|0A|25001|26|34)/;

/** The same error with what Postgres said. */
export function explain(error: unknown): unknown {
  const words = error instanceof SluiceError ? serverWords(error) : undefined;
  if (!(error instanceof SluiceError) || !words) return error;
  const { state, text } = words;
  const code = wrongStatement.test(state) ? "BAD_USER_INPUT" : error.code;
  return new SluiceError(code, text, { ...error.details, sqlState: state }, { cause: error.cause });
}
