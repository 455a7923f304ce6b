export type {
  Catalog,
  CatalogAttribute,
  CatalogCollation,
  CatalogColumn,
  CatalogConstraint,
  CatalogForeignKey,
  CatalogKey,
  CatalogOmission,
  CatalogTable,
  CatalogType,
  ColumnWrite,
  RowEvent,
  TableKind,
} from "./catalog.ts";
export { type CatalogQuery, readCatalog } from "./read.ts";
