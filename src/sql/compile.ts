import { type Alias, type Bind, type Fragment, type Part, partsOf } from "./fragment.ts";

/** A statement's text with `$1 …` and, in that order, what to bind. */
export interface Compiled {
  readonly text: string;
  readonly binds: readonly Bind[];
}

/** Postgres cuts longer identifiers in silence (manual, section 4.1.1). */
const identifierBytes = 63;

function quote(name: string): string {
  if (name.includes("\0")) throw new TypeError("An identifier cannot hold a NUL character.");
  if (Buffer.byteLength(name) > identifierBytes) {
    throw new TypeError(`An identifier has at most ${identifierBytes} bytes: ${name}`);
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Gives every alias its name (`t`, `t2`, …) and every bound value its number; the same bind twice is sent once.
 *
 * @param taken names that functions and types of the database have, too: Postgres' own are named with their schema then.
 */
export function compile(fragment: Fragment, taken: ReadonlySet<string> = new Set()): Compiled {
  const names = new Map<Alias, string>();
  const uses = new Map<string, number>();
  const numbers = new Map<Bind, number>();

  const nameOf = (alias: Alias): string => {
    const known = names.get(alias);
    if (known !== undefined) return known;
    const use = (uses.get(alias.hint) ?? 0) + 1;
    uses.set(alias.hint, use);
    const name = use === 1 ? alias.hint : `${alias.hint}${use}`;
    names.set(alias, name);
    return name;
  };

  const numberOf = (bind: Bind): number => {
    const number = numbers.get(bind) ?? numbers.size + 1;
    numbers.set(bind, number);
    return number;
  };

  const print = (part: Part): string => {
    switch (part.kind) {
      case "text":
        return part.text;
      case "identifier":
        return quote(part.name);
      case "own":
        return `${taken.has(part.name) ? "pg_catalog." : ""}${part.isQuoted ? quote(part.name) : part.name}`;
      case "alias":
        return nameOf(part.alias);
      case "bind":
        return `$${numberOf(part.bind)}`;
      case "fragment":
        return printAll(part.fragment);
    }
  };

  const printAll = (each: Fragment): string => partsOf(each).map(print).join("");

  const text = printAll(fragment);
  return { text, binds: [...numbers.keys()] };
}
