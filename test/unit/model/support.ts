import type { CatalogColumn, CatalogTable, CatalogType } from "../../../src/catalog/index.ts";
import { resolveConfig, type Settings, type SluiceConfig } from "../../../src/config/index.ts";
import { buildModel, type Model } from "../../../src/model/index.ts";

export const base = (name: string): CatalogType => ({ kind: "base", schema: "pg_catalog", name });

export const column = (name: string, type: CatalogType | string = "int4", notNull = true): CatalogColumn => ({
  name,
  type: typeof type === "string" ? base(type) : type,
  notNull,
  comment: undefined,
});

/** A table whose first column is its key, unless said otherwise. */
export function table(name: string, columns: readonly CatalogColumn[], rest: Partial<CatalogTable> = {}): CatalogTable {
  const [first] = columns;
  return {
    schema: "public",
    name,
    kind: "table",
    comment: undefined,
    columns,
    keys: first ? [{ name: `${name}_pkey`, primary: true, columns: [first.name] }] : [],
    foreignKeys: [],
    ...rest,
  };
}

export interface ModelInput {
  readonly tables: Readonly<Record<string, readonly CatalogTable[]>>;
  readonly config?: Omit<SluiceConfig, "databases">;
  readonly prefixes?: Readonly<Record<string, string>>;
  readonly strict?: boolean;
}

export function modelOf({ tables, config = {}, prefixes = {}, strict = true }: ModelInput): Model {
  const databases = Object.fromEntries(
    Object.keys(tables).map((name) => [name, { url: `postgres://localhost/${name}`, prefix: prefixes[name] ?? name }]),
  );
  const settings: Settings = resolveConfig({ ...config, databases }, { strictNames: strict });
  return buildModel(
    settings.databases.map((database) => ({ settings: database, catalog: { tables: tables[database.name] ?? [] } })),
    settings.links,
    settings.strictNames,
  );
}
