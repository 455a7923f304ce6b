/** Turns a database's identifiers into words that GraphQL allows in a name: Latin letters, digits and underscores. */

const marks = /\p{M}+/gu;
const legal = /[A-Za-z0-9]/;

/** A character without a Latin form keeps its code point, so that two names stay two: `価` is `u4fa1`. */
function spell(character: string): string {
  return legal.test(character) || character.codePointAt(0) === 0x5f
    ? character
    : `_u${character.codePointAt(0)?.toString(16)}_`;
}

function words(identifier: string): string[] {
  const latin = identifier.normalize("NFKD").replace(marks, "");
  const separated = latin.replace(/[\s\p{P}\p{S}]+/gu, "_");
  const source = legal.test(separated) || /\p{L}/u.test(separated) ? separated : latin;
  return Array.from(source, spell)
    .join("")
    .split("_")
    .filter((word) => word !== "");
}

function capitalize(word: string): string {
  const rest = word.slice(1);
  // SHOUTED words are folded; an inner capital (`unitPrice`) was meant.
  return word.slice(0, 1).toUpperCase() + (word === word.toUpperCase() ? rest.toLowerCase() : rest);
}

/** `order_items` -> `OrderItems`. A leading underscore stays, so that `_id` and `id` are two names. */
export function pascalCase(identifier: string): string {
  return (identifier.startsWith("_") ? "_" : "") + words(identifier).map(capitalize).join("");
}

/** `unit_price` -> `unitPrice`. */
export function camelCase(identifier: string): string {
  return lowerFirst(pascalCase(identifier));
}

/** Joins names that are in Pascal case already, the first one in lower case: a field's name. */
export function lowerFirst(name: string): string {
  return name.replace(/^(_?)([A-Z])/, (_, underscore: string, letter: string) => underscore + letter.toLowerCase());
}

/** A name that begins with a digit gets an underscore. */
export function legalName(name: string): string {
  return /^[0-9]/.test(name) || name === "" ? `_${name}` : name;
}
