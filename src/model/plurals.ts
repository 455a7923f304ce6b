import pluralize from "pluralize";

/** Words that the library gets wrong, singular to plural. */
const exceptions: Readonly<Record<string, string>> = {
  axis: "axes",
  bonus: "bonuses",
  cache: "caches",
  canvas: "canvases",
  cookie: "cookies",
  corpus: "corpora",
  gas: "gases",
  lens: "lenses",
  movie: "movies",
  sms: "sms",
  virus: "viruses",
};

const singulars = new Map(Object.entries(exceptions).map(([singular, plural]) => [plural, singular]));

/** Only the last word of a name in Pascal case has a number: `OrderItems`, `PriceLists`. */
function lastWord(name: string, change: (word: string) => string): string {
  const [, head = "", tail = ""] = /^(.*?)([A-Z]?[^A-Z]*)$/s.exec(name) ?? [];
  const changed = change(tail.toLowerCase());
  const capital = tail.slice(0, 1) !== tail.slice(0, 1).toLowerCase();
  return head + (capital ? changed.slice(0, 1).toUpperCase() + changed.slice(1) : changed);
}

/** `OrderItems` -> `OrderItem`. A word that is singular already stays. */
export function singular(name: string): string {
  return lastWord(name, (word) => {
    if (Object.hasOwn(exceptions, word)) return word;
    // One letter is never a plural.
    return singulars.get(word) ?? (word.length > 1 ? pluralize.singular(word) : word);
  });
}

/** `OrderItem` -> `OrderItems`. */
export function plural(name: string): string {
  return lastWord(name, (word) =>
    Object.hasOwn(exceptions, word) ? (exceptions[word] ?? word) : pluralize.plural(word),
  );
}
