import { checkText, SluiceError } from "../../lib/index.ts";
import { isObjectType, type ObjectType, type ValueType } from "../../model/index.ts";
import type { BindScope } from "../../sql/index.ts";
import { checkZone } from "../bound.ts";
import type { Input } from "../input.ts";

/** Prints a value when a statement is sent, and says of each text how long it is before it is printed. */
export type PrintJson = (scope: BindScope, spend: Spend) => string;

/** @throws SluiceError where the values of one statement are too long together: one variable may stand in many places. */
export type Spend = (characters: number) => void;

/**
 * A value of the client's as JSON of which `json_to_recordset` makes one of the type: lists become arrays, objects
 * composites, and everything else is what Postgres reads from the same text (manual, section 9.16.1).
 *
 * @param path is where it was given.
 */
export function jsonOf(input: Input, type: ValueType, path: string): PrintJson {
  switch (input.kind) {
    case "null":
      return () => "null";
    case "leaf": {
      const { bind } = input;
      const print = type.list ? listOf(type, path) : leafOf(type, path);
      return (scope, spend) => print(bind(scope), spend);
    }
    case "list": {
      const items = input.items.map((item, index) => jsonOf(item, { ...type, list: undefined }, `${path}[${index}]`));
      if (type.list === "multirange") return (scope, spend) => rangesJson(items.map((item) => item(scope, spend)));
      return (scope, spend) => `[${items.map((item) => item(scope, spend)).join()}]`;
    }
    case "object": {
      const { named } = type;
      if (!isObjectType(named)) throw new Error(`${path} is no object.`);
      return named.database === undefined ? rangeOf(input, named, path) : compositeOf(input, path);
    }
  }
}

type PrintLeaf = (value: unknown, spend: Spend) => string;

function listOf(type: ValueType, path: string): PrintLeaf {
  const print = leafOf(type, path);
  return (value, spend) =>
    Array.isArray(value) ? `[${value.map((item) => print(item, spend)).join()}]` : print(value, spend);
}

function leafOf({ named, zoneless, list, mostBytes }: ValueType, path: string): PrintLeaf {
  if (named === "JSON") {
    // Text of JSON is JSON already, and so are the nested lists that are served as it. Elements of an array are cast from
    // text: a list among them would become a dimension of the array.
    return (value, spend) => {
      if (typeof value !== "string") return "null";
      spend(value.length);
      return list === "array" ? JSON.stringify(value) : value;
    };
  }
  return (value, spend) => {
    if (typeof value !== "string") return Object.is(value, -0) ? "-0" : JSON.stringify(value ?? null);
    spend(value.length);
    checkText(value);
    if (zoneless) checkZone(value, path);
    if (mostBytes !== undefined && lengthOf(value) > mostBytes) throw tooLong(path, mostBytes);
    return JSON.stringify(value);
  };
}

/** In bytes. A byte beyond ASCII is written `\303` in a column of type "char". */
const lengthOf = (text: string): number => (/^\\[0-7]{3}$/.test(text) ? 1 : Buffer.byteLength(text));

function tooLong(path: string, most: number): SluiceError {
  const message = `${path} is too long: its column holds at most ${most} ${most === 1 ? "byte" : "bytes"}. Shorten it.`;
  return new SluiceError("INVALID_VALUE", message);
}

function compositeOf({ entries }: Input & { kind: "object" }, path: string): PrintJson {
  const parts = entries.map(({ field, input, name }): [key: string, print: PrintJson] => {
    const meaning = field.extensions.sluice;
    if (meaning?.kind !== "attribute") throw new Error(`${path}.${name} is no attribute.`);
    return [JSON.stringify(meaning.attribute.name), jsonOf(input, meaning.attribute.type, `${path}.${name}`)];
  });
  return (scope, spend) => `{${parts.map(([key, print]) => `${key}:${print(scope, spend)}`).join()}}`;
}

/** As Postgres writes ranges (manual, section 8.17.5), quoted throughout. */
function rangeOf({ entries }: Input & { kind: "object" }, { attributes }: ObjectType, path: string): PrintJson {
  const given = new Map(entries.map(({ name, input }) => [name, input]));
  const end = (name: string): PrintJson => {
    const input = given.get(name);
    const type = attributes.find(({ field }) => field === name)?.type;
    if (input?.kind !== "leaf" || !type) return () => "";
    const print = jsonOf(input, type, `${path}.${name}`);
    return (scope, spend) => {
      const json = print(scope, spend);
      if (json === "null") return "";
      const text = json.startsWith('"') ? String(JSON.parse(json)) : json;
      return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
    };
  };
  const flag = (name: string, otherwise: boolean): boolean => {
    const input = given.get(name);
    return input?.kind === "leaf" ? input.value === true : otherwise;
  };
  if (flag("empty", false)) return () => '"empty"';
  const [lower, upper] = [end("lower"), end("upper")];
  const [left, right] = [flag("lowerInclusive", true) ? "[" : "(", flag("upperInclusive", false) ? "]" : ")"];
  return (scope, spend) => JSON.stringify(`${left}${lower(scope, spend)},${upper(scope, spend)}${right}`);
}

function rangesJson(ranges: readonly string[]): string {
  return JSON.stringify(`{${ranges.map((range) => String(JSON.parse(range))).join()}}`);
}
