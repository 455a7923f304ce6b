import pluralize from "pluralize";

/** Words that the library gets wrong, singular to plural. */
const exceptions: Readonly<Record<string, string>> = {
  axis: "axes",
  bias: "biases",
  bonus: "bonuses",
  cache: "caches",
  canvas: "canvases",
  cookie: "cookies",
  corpus: "corpora",
  data: "data",
  dns: "dns",
  gas: "gases",
  gps: "gps",
  lens: "lenses",
  metadata: "metadata",
  movie: "movies",
  schema: "schemas",
  sms: "sms",
  virus: "viruses",
};

const plurals = new Map(Object.entries(exceptions));
const singulars = new Map(Object.entries(exceptions).map(([one, several]) => [several, one]));

/** Only the last word of a name has a number: `OrderItems`, `PriceLists`. */
function lastWord(name: string, change: (word: string) => string): string {
  const [, head = "", tail = ""] = /^(.*?)([A-Z]?[^A-Z_]*)$/s.exec(name) ?? [];
  const changed = change(tail.toLowerCase());
  const capital = tail.slice(0, 1) !== tail.slice(0, 1).toLowerCase();
  return head + (capital ? changed.slice(0, 1).toUpperCase() + changed.slice(1) : changed);
}

/** `OrderItems` -> `OrderItem`. A word that is singular already stays, as does one that is too short to have a plural. */
export function singular(name: string): string {
  return lastWord(name, (word) => {
    if (plurals.has(word) || word.length < 3) return word;
    return singulars.get(word) ?? pluralize.singular(word);
  });
}

/** `OrderItem` -> `OrderItems`. */
export function plural(name: string): string {
  return lastWord(name, (word) => {
    if (word.length < 3) return word && `${word}s`;
    return plurals.get(word) ?? pluralize.plural(word);
  });
}
