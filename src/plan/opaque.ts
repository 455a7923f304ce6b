import type { SluiceError } from "../lib/index.ts";
import { type Bind, type Fragment, sql } from "../sql/index.ts";

// Cursors and ids are the base64url of a JSON array of texts: what they belong to, then values as Postgres prints and reads
// them without loss. Clients get them to give them back, and may give anything.

/** What begins with `head`, a `text[]` that is bound, and goes on with what a row holds. */
export function printOpaque(head: Fragment, values: readonly Fragment[]): Fragment {
  const texts = values.map((value) => sql`${value}::${sql.own("text")}`);
  const json = sql`${sql.own("to_json")}(${head}::${sql.own("text")}[] || array[${sql.join(texts, sql`, `)}])`;
  const bytes = sql`${sql.own("convert_to")}(${json}::${sql.own("text")}, 'UTF8')`;
  // Lines of 76 characters, and the last one filled up with "=" (RFC 4648, section 5, has neither).
  return sql`${sql.own("translate")}(${sql.own("encode")}(${bytes}, 'base64'), e'+/=\\n', '-_')`;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** An array of texts and nulls; undefined for anything else. */
export function readOpaque(text: unknown): readonly (string | null)[] | undefined {
  if (typeof text !== "string") return undefined;
  const bytes = Buffer.from(text, "base64url");
  // Decoding passes over what is not in the alphabet.
  if (bytes.toString("base64url") !== text) return undefined;
  try {
    const parts: unknown = JSON.parse(utf8.decode(bytes));
    return Array.isArray(parts) && parts.every(isTextOrNull) ? parts : undefined;
  } catch {
    return undefined;
  }
}

const isTextOrNull = (value: unknown): value is string | null => typeof value === "string" || value === null;

/** What is wrong where Postgres cannot read a value that came in something opaque. */
export type Blame = () => SluiceError;

const blames = new WeakMap<Bind, Blame>();

/** A bound value that is a part of something opaque: one that is refused is the client's doing, who made it up. */
export function opaqueBind(bind: Bind, blame: Blame): Fragment {
  blames.set(bind, blame);
  return sql.bind(bind);
}

export const blameOf = (bind: Bind): Blame | undefined => blames.get(bind);
