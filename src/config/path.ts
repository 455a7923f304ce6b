import { redactUrl } from "./url.ts";

/** Where a value stands in the configuration: `["links", 0, "to"]`. */
export type Path = readonly PropertyKey[];

/** `databases.shop.pool.size`, `links[0].to`, `databases["my shop"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, key) => text + formatKey(key, text === ""), "");
}

/** A path and the names of things below it, as they are: only for names that a database has, which are no secret. */
export function joinPath(path: string, ...names: readonly string[]): string {
  return names.reduce((text, name) => text + (plain.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`), path);
}

const plain = /^[A-Za-z_$][\w$]*$/;

function formatKey(key: PropertyKey, first: boolean): string {
  if (typeof key === "number") return `[${key}]`;
  const name = String(key);
  if (plain.test(name)) return first ? name : `.${name}`;
  return `[${quoteKey(name)}]`;
}

/** A key that a user wrote; somebody will write a URL there, with its password. */
export function quoteKey(key: string): string {
  return JSON.stringify(/[:@/]/.test(key) ? redactUrl(key) : key);
}

/** The value at a path, or undefined. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
}
