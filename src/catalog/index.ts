export type {
  Catalog,
  CatalogAttribute,
  CatalogColumn,
  CatalogForeignKey,
  CatalogKey,
  CatalogOmission,
  CatalogTable,
  CatalogType,
  TableKind,
} from "./catalog.ts";
export { type CatalogQuery, readCatalog } from "./read.ts";
