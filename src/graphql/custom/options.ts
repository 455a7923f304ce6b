import { admin } from "../../lib/index.ts";
import type { Model, Table } from "../../model/index.ts";
import type { Planner } from "../../plan/index.ts";

/** For whom a schema is, whose model is a view of the whole one. */
export interface SchemaRole {
  readonly name: string;
  readonly whole: Model;
}

/** What the plugin for custom fields is made with. */
export interface CustomFieldsOptions {
  readonly planner: Planner;
  /** By the names of their types. */
  readonly tables: ReadonlyMap<string, Table>;
  readonly databases: readonly string[];
  /** For whom the schema is. */
  readonly role: string;
  /** Tables that are there, but not for the role; by the names of their types. */
  readonly absent: ReadonlyMap<string, Table>;
  /** All tables as they are, by the names of their types: a field may need columns that are not there for the role. */
  readonly whole: ReadonlyMap<string, Table>;
  /** Other types that no field may lead to. */
  readonly hidden: ReadonlySet<string>;
}

/** @param role undefined for everybody's schema. */
export function customFieldsOptions(
  model: Model,
  planner: Planner,
  role: SchemaRole | undefined,
  hidden: ReadonlySet<string>,
): CustomFieldsOptions {
  const tables = tablesOf(model);
  const whole = role ? tablesOf(role.whole) : tables;
  return {
    planner,
    tables,
    databases: model.databases.map(({ name }) => name),
    role: role?.name ?? admin.role,
    absent: new Map([...whole].filter(([name]) => !tables.has(name))),
    whole,
    hidden,
  };
}

const tablesOf = ({ databases }: Model): ReadonlyMap<string, Table> =>
  new Map(databases.flatMap(({ tables }) => tables.map((table) => [table.typeName, table])));
