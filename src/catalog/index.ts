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
  RoleRights,
  RowEvent,
  TableKind,
} from "./catalog.ts";
export { type CatalogQuery, readCatalog } from "./read.ts";
export { type ConnectedUser, type Membership, readUser } from "./roles.ts";
