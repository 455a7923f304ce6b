/** Turns a database's identifiers into words that GraphQL allows in a name: Latin letters, digits and underscores. */

const legal = /^[A-Za-z0-9]+$/;

/** Signs that mean something by themselves: `discount` and `discount %` are two columns. */
const signs = /[#%&*@§†‡‰]/u;
const separator = /[\s\p{P}\p{Z}]/u;

/** Latin letters that are no letter with a mark, so Unicode does not decompose them. */
const letters: ReadonlyMap<string, string> = new Map(
  Object.entries({ ß: "ss", ẞ: "SS", æ: "ae", Æ: "Ae", œ: "oe", Œ: "Oe", ø: "o", Ø: "O", ł: "l", Ł: "L" }).concat(
    Object.entries({ đ: "d", Đ: "D", ð: "d", Ð: "D", þ: "th", Þ: "Th", ħ: "h", Ħ: "H", ı: "i" }),
  ),
);

/** A character without a Latin form keeps its code point, so that two names stay two: `価` is `u4fa1`. */
function codePoint(character: string): string {
  return `_u${character.codePointAt(0)?.toString(16)}_`;
}

function spell(character: string): string {
  if (legal.test(character)) return character;
  if (separator.test(character) && !signs.test(character)) return "_";
  // Marks are dropped from Latin letters only: elsewhere they are half of the word.
  const latin = Array.from(character.normalize("NFKD").replace(/\p{M}+/gu, ""), (each) => letters.get(each) ?? each);
  const spelled = latin.join("");
  return legal.test(spelled) ? spelled : codePoint(character);
}

function words(identifier: string): string[] {
  const split = (spelled: readonly string[]) => spelled.join("").split("_").filter(Boolean);
  const found = split(Array.from(identifier.normalize("NFC"), spell));
  // Nothing but separators: then they are what the name is made of.
  return found.length > 0 ? found : split(Array.from(identifier, codePoint));
}

function capitalize(word: string): string {
  const rest = word.slice(1);
  // SHOUTED words are folded; an inner capital (`unitPrice`) was meant.
  return word.slice(0, 1).toUpperCase() + (word === word.toUpperCase() ? rest.toLowerCase() : rest);
}

/** Joins words in Pascal case. Numbers stay apart: `v1_2` is not `v12`. */
export function joinWords(parts: readonly string[]): string {
  return parts.reduce((left, right) => {
    const apart = /^[0-9]/.test(right) && /([0-9]|U[0-9a-f]{2,6})$/.test(left);
    return `${left}${apart ? "_" : ""}${right}`;
  }, "");
}

/** `order_items` -> `OrderItems`. A leading underscore stays, so that `_id` and `id` are two names. */
export function pascalCase(identifier: string): string {
  return leading(identifier) + joinWords(words(identifier).map(capitalize));
}

/** `unit_price` -> `unitPrice`, `IPAddress` -> `ipAddress`. */
export function camelCase(identifier: string): string {
  const [first = "", ...rest] = words(identifier);
  const start = /^[a-z]/.test(first) ? first : lowerFirst(capitalize(first));
  return leading(identifier) + joinWords([start, ...rest.map(capitalize)]);
}

const leading = (identifier: string): string => (/^_+[^_]/.test(identifier) ? "_" : "");

/** A word in lower case as far as it is one: `Price` -> `price`, `IPAddress` -> `ipAddress`, `URLs` -> `urls`. */
export function lowerFirst(word: string): string {
  return word.replace(/^_?([A-Z]+(?=s?(?![a-z]))|[A-Z])/, (start) => start.toLowerCase());
}

/** `purchase` -> `Purchase`. */
export function upperFirst(name: string): string {
  return name.replace(/^_?[a-z]/, (start) => start.toUpperCase());
}

/** A name that begins with a digit gets an underscore. */
export function legalName(name: string): string {
  return /^[0-9]/.test(name) ? `_${name}` : name;
}
