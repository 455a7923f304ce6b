export type {
  Catalog,
  CatalogColumn,
  CatalogForeignKey,
  CatalogKey,
  CatalogTable,
  CatalogType,
  TableKind,
} from "./catalog.ts";
export { type CatalogQuery, readCatalog } from "./read.ts";
