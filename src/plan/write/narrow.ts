import { type ValueNode, visit } from "graphql";
import { SluiceError } from "../../lib/index.ts";
import { isCondition } from "../filter/is-condition.ts";
import type { Input, InputEntry, Variables } from "../input.ts";
import type { Selected } from "../selection.ts";

/**
 * The filter of rows that are to be changed or deleted. Where some of it filters nothing, most often because a variable was
 * left out, it is refused: every row would be hit. What depends on values alone, as an empty list does, is found when
 * they are bound.
 *
 * @throws SluiceError BAD_USER_INPUT unless `all` is true.
 */
export function narrowFilter(root: Selected, variables: Variables): Input | undefined {
  const { inputs, nodes } = root;
  const where = inputs.get("where");
  const all = inputs.get("all");
  if (all?.kind === "leaf" && all.value === true) return where;
  const literal = nodes[0]?.arguments?.find(({ name }) => name.value === "where")?.value;
  const missing = literal && missingVariable(literal, variables);
  if (missing !== undefined) throw tooWide(`where uses $${missing}, which was not given`, root);
  if (!where) throw tooWide("where filters nothing", root);
  return narrow(where, { path: "where", isNegated: false, root });
}

interface Place {
  readonly path: string;
  /** Whether what matches nothing here makes the filter match everything. */
  readonly isNegated: boolean;
  readonly root: Selected;
}

function tooWide(what: string, { field }: Selected): SluiceError {
  const message = `${what}, and ${field.name} would hit more rows than were meant. Complete the filter, or say all: true.`;
  return new SluiceError("BAD_USER_INPUT", message);
}

function missingVariable(literal: ValueNode, variables: Variables): string | undefined {
  let missing: string | undefined;
  visit(literal, {
    Variable({ name }) {
      if (!Object.hasOwn(variables, name.value)) missing ??= name.value;
    },
  });
  return missing;
}

function narrow(input: Input, place: Place): Input {
  const { path, root } = place;
  switch (input.kind) {
    case "null":
    case "leaf":
      return input;
    case "list":
      // `or: []` and its like match nothing, but `and: []` everything: neither is meant.
      if (input.items.length === 0) throw tooWide(`${path} filters nothing`, root);
      return {
        ...input,
        items: input.items.map((item, index) => narrow(item, { ...place, path: `${path}[${index}]` })),
      };
    case "object":
      if (!input.entries.some(isCondition)) throw tooWide(`${path} filters nothing`, root);
      return { ...input, entries: input.entries.map((entry) => ({ ...entry, input: narrowEntry(entry, place) })) };
  }
}

function narrowEntry({ name, field, input }: InputEntry, place: Place): Input {
  const path = `${place.path}.${name}`;
  const meaning = field.extensions.sluice;
  switch (meaning?.kind) {
    case "not":
      return narrow(input, { ...place, path, isNegated: true });
    case "related":
      return narrow(input, {
        ...place,
        path,
        isNegated: place.isNegated || meaning.test === "none" || meaning.test === "every",
      });
    case "operator":
      if (input.kind === "leaf") return filled(input, meaning.operator.name, { ...place, path });
      // A range and a search are values of several parts.
      return meaning.operator.argument === "filter" || meaning.operator.argument === "paths"
        ? narrow(input, { ...place, path })
        : input;
    case "path":
    case "compared":
      return input;
    default:
      return narrow(input, { ...place, path });
  }
}

/** Operators that nothing fulfils where what they are given is empty; everything fulfils all others then. */
const emptyMatchesNothing: ReadonlySet<string> = new Set(["in", "overlaps", "hasAnyKeys", "eq"]);

/** A value that is not empty where that would match everything. */
function filled(input: Input & { kind: "leaf" }, operator: string, { path, isNegated, root }: Place): Input {
  if (emptyMatchesNothing.has(operator) && !isNegated) return input;
  const { bind } = input;
  return {
    ...input,
    bind: (scope) => {
      const value = bind(scope);
      if (isEmpty(value)) throw tooWide(`${path} is empty and filters nothing`, root);
      return value;
    },
  };
}

/** Documents are JSON text. */
const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : value === "" || value === "{}" || value === "[]";
