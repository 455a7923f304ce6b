import { SluiceError } from "../../lib/index.ts";
import type { Operator } from "../../model/index.ts";
import { type Fragment, sql } from "../../sql/index.ts";
import type { Input } from "../input.ts";
import { limited } from "./limited.ts";
import { nullValue } from "./null-value.ts";

/** A full text search, in the language that is given or in the session's own. */
export function searchOf(
  search: (Operator & { argument: "search" })["sql"],
  input: Input,
  column: Fragment,
  path: string,
): Fragment {
  if (input.kind !== "object") throw nullValue(path);
  const given = new Map(input.entries.map((entry) => [entry.name, entry.input]));
  const words = given.get("query");
  const language = given.get("language");
  if (words?.kind !== "leaf") throw nullValue(`${path}.query`);
  const text = limited(words.bind, `${path}.query`);
  const query = sql`${sql.bind((scope) => readable(text(scope), `${path}.query`))}::${sql.own("text")}`;
  if (language?.kind !== "leaf") return search(column, query, undefined);
  const named = sql.bind((scope) => nameOf(language.bind(scope), `${path}.language`));
  return search(column, query, sql`${named}::${sql.own("regconfig")}`);
}

/** Postgres keeps 32 operators in mind, with those between words. */
const tooManyDashes = /(?:-[^-\p{L}\p{N}]*){17}/u;

/** Postgres would refuse it only where it comes to a row. */
function readable(words: string, path: string): string {
  if (!tooManyDashes.test(words)) return words;
  throw new SluiceError("BAD_USER_INPUT", `${path} has more than 16 dashes before a word. One excludes it.`);
}

/** A name as `create text search configuration` takes it, with its schema or without. A number would be taken for an oid. */
const configuration = /^(?:[\p{L}_][\p{L}\p{N}_$]*\.)?[\p{L}_][\p{L}\p{N}_$]*$/u;

function nameOf(language: unknown, path: string): string {
  if (typeof language === "string" && configuration.test(language)) return language;
  throw new SluiceError(
    "BAD_USER_INPUT",
    `${path} is not the name of a text search configuration like "english" or "simple".`,
  );
}
