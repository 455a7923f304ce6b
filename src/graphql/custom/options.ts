import { admin } from "../../lib/index.ts";
import type { Model, Table } from "../../model/index.ts";
import type { Planner } from "../../plan/index.ts";

/** What the plugin for custom fields is made with. */
export interface CustomFieldsOptions {
  readonly planner: Planner;
  /** By the names of their types. */
  readonly tables: ReadonlyMap<string, Table>;
  readonly databases: readonly string[];
  /** For whom the schema is. */
  readonly role: string;
}

export function customFieldsOptions(model: Model, planner: Planner): CustomFieldsOptions {
  const tables = model.databases.flatMap((database) => database.tables);
  return {
    planner,
    tables: new Map(tables.map((table) => [table.typeName, table])),
    databases: model.databases.map(({ name }) => name),
    role: admin.role,
  };
}
