import type {
  CatalogColumn,
  CatalogForeignKey,
  CatalogOmission,
  CatalogTable,
  CatalogType,
} from "../../../src/catalog/index.ts";
import { type DatabaseConfig, resolveConfig, type Settings, type SluiceConfig } from "../../../src/config/index.ts";
import { buildModel, type Model, type Table } from "../../../src/model/index.ts";

export const base = (name: string): CatalogType => ({ kind: "base", schema: "pg_catalog", name });

export const column = (
  name: string,
  type: CatalogType | string = "int4",
  rest: Partial<CatalogColumn> = {},
): CatalogColumn => ({
  name,
  type: typeof type === "string" ? base(type) : type,
  notNull: true,
  write: { insert: true, update: true, optional: false },
  collation: undefined,
  comment: undefined,
  ...rest,
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
    constraints: [],
    deletable: true,
    rights: new Map(),
    triggers: new Set(),
    ...rest,
  };
}

/** A foreign key to a column `id`, named as Postgres names it. */
export function reference(
  from: string,
  columns: string | readonly string[],
  to: string,
  rest: Partial<CatalogForeignKey> & { readonly target?: CatalogForeignKey["target"] } = {},
): CatalogForeignKey {
  const own = [columns].flat();
  return {
    name: `${from}_${own.join("_")}_fkey`,
    columns: own,
    target: { schema: "public", table: to, columns: ["id"] },
    comment: undefined,
    ...rest,
  };
}

export interface ModelInput {
  /** By database; each has a prefix of its name. */
  readonly tables: Readonly<Record<string, readonly CatalogTable[]>>;
  readonly omissions?: readonly CatalogOmission[];
  readonly config?: Omit<SluiceConfig, "databases">;
  readonly databases?: Readonly<Record<string, DatabaseConfig>>;
  readonly prefixes?: Readonly<Record<string, string>>;
  readonly strict?: boolean;
}

export function modelOf(input: ModelInput): Model {
  const { tables, omissions = [], config = {}, databases: configured = {}, prefixes = {}, strict = true } = input;
  const databases = Object.fromEntries(
    Object.keys(tables).map((name) => [
      name,
      { url: `postgres://localhost/${name}`, prefix: prefixes[name] ?? name, ...configured[name] },
    ]),
  );
  const settings: Settings = resolveConfig({ ...config, databases }, { strictNames: strict });
  return buildModel(
    settings.databases.map((database) => ({
      settings: database,
      catalog: {
        schemas: database.schemas,
        locked: [],
        roles: [],
        taken: new Set(),
        tables: tables[database.name] ?? [],
        omissions,
      },
    })),
    settings,
  );
}

export function tableOf(model: Model, name: string): Table {
  const found = model.databases.flatMap(({ tables }) => tables).find((each) => each.name === name);
  if (!found) throw new Error(`${name} is not in the model`);
  return found;
}

/** `ShopOrder.customer -> ShopCustomer`, with brackets where there may be several. */
export const edgesOf = (model: Model): readonly string[] =>
  model.databases.flatMap(({ tables }) =>
    tables.flatMap((each) =>
      each.edges.map(({ field, target, many }) => {
        const type = many ? `[${target.typeName}]` : target.typeName;
        return `${each.typeName}.${field} -> ${type}`;
      }),
    ),
  );

/** What is not exposed, as sentences. */
export const omissionsOf = (model: Model): readonly string[] =>
  model.omissions.map(({ place, reason }) => `${place} ${reason}`);
