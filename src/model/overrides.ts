import type { CatalogColumn, CatalogForeignKey, CatalogTable } from "../catalog/index.ts";
import { type ColumnSettings, type DatabaseSettings, joinPath, type RelationSettings } from "../config/index.ts";
import { type Comment, readComment } from "./comments.ts";

/** What configuration and comments say about the things of one database. The configuration wins. */
export interface Overrides {
  table(table: CatalogTable): TableOverride;
  type(type: { schema: string; name: string; comment: string | undefined }): ThingOverride;
}

export interface ThingOverride {
  /** Where configuration about it stands, or would stand: `databases.shop.tables.orders`. */
  readonly path: string;
  /** The name that it was given. */
  readonly given: string | undefined;
  readonly description: string | undefined;
}

export interface ColumnOverride extends ThingOverride {
  /** By what it is hidden: the rest of a sentence that begins with its place. */
  readonly hidden: string | undefined;
  readonly deprecated: string | undefined;
}

export interface TableOverride extends ColumnOverride {
  /** The columns that the configuration declares a key. */
  readonly key: readonly string[] | undefined;
  /** The column by which a row is seen to have changed. */
  readonly version: string | undefined;
  column(column: CatalogColumn): ColumnOverride;
  relation(foreignKey: CatalogForeignKey): RelationOverride;
}

export interface RelationOverride {
  readonly path: string;
  readonly field: Way;
  readonly inverse: Way;
}

/** One way of a relation: the name that it was given, or by what it is left out. */
export interface Way {
  readonly given: string | undefined;
  readonly hidden: string | undefined;
}

export function createOverrides({ name, schemas, tables, types }: DatabaseSettings): Overrides {
  const byKey = <Item>(items: ReadonlyMap<string, Item>, { schema, name: own }: Thing): Item | undefined =>
    items.get(`${schema}.${own}`) ?? (schema === schemas[0] ? items.get(own) : undefined);
  const tableSettings = new Map(tables.map((each) => [each.table, each]));
  const typeSettings = new Map(types.map((each) => [each.type, each]));
  const pathOf = (kind: string, key: string) => joinPath("databases", name, kind, key);

  return {
    table(table) {
      const settings = byKey(tableSettings, table);
      const path = pathOf("tables", settings?.table ?? settingsKey(table, schemas));
      return {
        ...columnOverride(settings, readComment(table.comment), path),
        key: settings?.key,
        version: settings?.version,
        column: (column) =>
          columnOverride(
            settings?.columns.get(column.name),
            readComment(column.comment),
            joinPath(path, "columns", column.name),
          ),
        relation: (foreignKey) =>
          relationOverride(
            settings?.relations.get(foreignKey.name),
            readComment(foreignKey.comment),
            joinPath(path, "relations", foreignKey.name),
          ),
      };
    },
    type(type) {
      const settings = byKey(typeSettings, type);
      const { name: given, description } = readComment(type.comment);
      const path = pathOf("types", settings?.type ?? settingsKey(type, schemas));
      return { path, given: settings?.name ?? given, description };
    },
  };
}

interface Thing {
  readonly schema: string;
  readonly name: string;
}

/** The key under which configuration about something stands; its schema is left out where that is the first one. */
export function settingsKey({ schema, name }: Thing, schemas: readonly string[]): string {
  // A name with a dot could be read as that of another schema.
  return schema === schemas[0] && !name.includes(".") ? name : `${schema}.${name}`;
}

function columnOverride(
  settings: Pick<ColumnSettings, "name" | "hidden"> | undefined,
  comment: Comment,
  path: string,
): ColumnOverride {
  const isHidden = settings?.hidden ?? comment.hidden;
  return {
    path,
    given: settings?.name ?? comment.name,
    hidden: isHidden ? (settings?.hidden ? `is hidden by ${path}.hidden` : hiddenByComment) : undefined,
    description: comment.description,
    deprecated: comment.deprecated,
  };
}

function relationOverride(settings: RelationSettings | undefined, comment: Comment, path: string): RelationOverride {
  const way = (key: "field" | "inverse"): Way => {
    const said = settings?.[key];
    if (said === false) return { given: undefined, hidden: `is left out by ${path}.${key}` };
    if (said !== undefined) return { given: said, hidden: undefined };
    return { given: comment[key], hidden: comment.hidden ? hiddenByComment : undefined };
  };
  return { path, field: way("field"), inverse: way("inverse") };
}

const hiddenByComment = "is hidden by its comment";
