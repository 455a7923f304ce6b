import { hint } from "../../config/index.ts";
import type { Column, Table } from "../../model/index.ts";
import type { CustomMeaning } from "../../plan/index.ts";
import type { CustomFieldsOptions } from "./options.ts";
import { extendProblem } from "./problem.ts";

/** A custom field as it was written. */
export interface WrittenField {
  /** `ShopOrder` */
  readonly type: string;
  readonly name: string;
  /** The name of the type that it returns. */
  readonly returns: string;
  /** As Pothos has them. */
  readonly options: object;
}

/**
 * What a custom field asks for, held to what there is.
 *
 * @throws StartError
 */
export function customMeaning(field: WrittenField, { tables, databases }: CustomFieldsOptions): CustomMeaning {
  const label = `${field.type}.${field.name}`;
  const target = tables.get(field.returns);
  if (target && !target.key) {
    throw extendProblem(
      `${label} leads to rows of ${field.returns}, which have no key. Declare one in the configuration`,
    );
  }
  return {
    kind: "custom",
    needs: needsOf(field, label, tables.get(field.type)),
    writes: writesOf(field, label, databases),
    reads: databases,
    roles: namesIn(field.options, "roles", label),
    target,
  };
}

function needsOf({ options, type }: WrittenField, label: string, table: Table | undefined): readonly Column[] {
  const needs = namesIn(options, "needs", label) ?? [];
  if (needs.length > 0 && !table) {
    throw extendProblem(`${label} has needs, but rows of ${type} are not read from a table. Leave them out`);
  }
  return needs.map((name) => {
    const column = table?.columns.find(({ field }) => field === name);
    if (column) return column;
    const known = table?.columns.map(({ field }) => field) ?? [];
    throw extendProblem(`${label} needs "${name}", which is no column of ${type}; ${hint(name, known)}`);
  });
}

function writesOf({ options, type }: WrittenField, label: string, databases: readonly string[]): readonly string[] {
  const writes = namesIn(options, "writes", label) ?? [];
  if (writes.length > 0 && type !== "Mutation") {
    throw extendProblem(`${label} has writes, but only fields of Mutation write. Make it one, or leave them out`);
  }
  const unknown = writes.find((name) => !databases.includes(name));
  if (unknown === undefined) return writes;
  throw extendProblem(`${label} writes "${unknown}", which is no database; ${hint(unknown, databases)}`);
}

function namesIn(options: object, key: string, label: string): readonly string[] | undefined {
  const names: unknown = Reflect.get(options, key);
  if (names === undefined) return undefined;
  if (Array.isArray(names) && names.every((name) => typeof name === "string")) return names;
  throw extendProblem(`${label}: ${key} must be a list of names`);
}
