import { SluiceError } from "../../lib/index.ts";
import type { Operator, ValueType } from "../../model/index.ts";
import { type Bind, type Fragment, sql } from "../../sql/index.ts";
import { boundList, boundValue } from "../bound.ts";
import type { Input, InputEntry } from "../input.ts";
import { joined } from "./joined.ts";
import { limited } from "./limited.ts";
import { nullValue } from "./null-value.ts";
import { rangeOf } from "./range.ts";
import { searchOf } from "./search.ts";

/** A filter of one value as a condition on it; undefined where it filters nothing. */
export function conditionOn(input: Input, value: Fragment, type: ValueType, path: string): Fragment | undefined {
  if (input.kind === "null") throw nullValue(path);
  return allOf(input.kind === "object" ? input.entries : [], value, type, path);
}

function allOf(entries: readonly InputEntry[], value: Fragment, type: ValueType, path: string): Fragment | undefined {
  return joined(
    entries.map(({ field, input, name }) => {
      const meaning = field.extensions.sluice;
      if (meaning?.kind !== "operator") throw new Error(`The operator ${path}.${name} has no meaning.`);
      return comparison(meaning.operator, input, value, type, `${path}.${name}`);
    }),
    sql` and `,
  );
}

function comparison(
  operator: Operator,
  input: Input,
  column: Fragment,
  type: ValueType,
  path: string,
): Fragment | undefined {
  switch (operator.argument) {
    case "flag":
      return operator.sql(column, leafOf(input, path).value === true);
    case "value": {
      const { bind } = leafOf(input, path);
      return operator.sql(
        column,
        boundValue(spelled(operator, bind, path), operator.takes?.(type) ?? type, path),
        type,
      );
    }
    case "values":
      return operator.sql(column, boundList(leafOf(input, path).bind, operator.takes?.(type) ?? type, path), type);
    case "elements":
      return operator.sql(column, boundValue(leafOf(input, path).bind, type, path));
    case "pair": {
      const { bind } = leafOf(input, path);
      const [lower, upper] = [0, 1].map((index) => boundValue((scope) => twoOf(bind(scope), path)[index], type, path));
      if (!lower || !upper) throw new Error(`${path} has no two values.`);
      return operator.sql(column, lower, upper, type);
    }
    case "filter":
      return operator.sql(column, (value) => conditionOn(input, value, operator.takes(type), path));
    case "range":
      return operator.sql(column, rangeOf(input, type, path));
    case "search":
      return searchOf(operator.sql, input, column, path);
    case "paths":
      return joined(
        itemsOf(input, path).map((item, index) => atPath(operator, item, column, type, `${path}[${index}]`)),
        sql` and `,
      );
  }
}

/** What is at a path of a JSON document fulfils the other conditions that stand beside the path. */
function atPath(
  operator: Operator & { argument: "paths" },
  input: Input,
  column: Fragment,
  type: ValueType,
  path: string,
): Fragment | undefined {
  if (input.kind !== "object") throw nullValue(path);
  const isPath = (entry: InputEntry) => entry.field.extensions.sluice?.kind === "path";
  const at = input.entries.find(isPath);
  if (at?.input.kind !== "leaf") throw nullValue(`${path}.path`);
  const keys = sql`${sql.bind(at.input.bind)}::${sql.own("text")}[]`;
  const others = input.entries.filter((entry) => !isPath(entry));
  return allOf(others, operator.sql(column, keys), operator.takes(type), path);
}

function leafOf(input: Input, path: string): Input & { kind: "leaf" } {
  if (input.kind !== "leaf") throw nullValue(path);
  return input;
}

function itemsOf(input: Input, path: string): readonly Input[] {
  if (input.kind === "null") throw nullValue(path);
  return input.kind === "list" ? input.items : [];
}

/** A text as its operator takes it. */
function spelled({ longest, spell }: Operator & { argument: "value" }, bind: Bind, path: string): Bind {
  if (longest === undefined) return bind;
  const text = limited(bind, path, longest);
  return spell ? (scope) => spell(text(scope)) : text;
}

function twoOf(values: unknown, path: string): readonly unknown[] {
  if (Array.isArray(values) && values.length === 2) return values;
  throw new SluiceError("BAD_USER_INPUT", `${path} needs two values, the lower and the upper one.`);
}
