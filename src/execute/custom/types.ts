/** What `sluice types` writes of the user's databases. */
export interface SluiceTypes {
  /** The names of the databases. */
  readonly databases: string;
  /** By the names of their types. */
  readonly tables: Readonly<Record<string, TableTypes>>;
}

export interface TableTypes {
  /** A value for each column, by the name of its field. */
  readonly row: object;
  /** The fields of the key; `never` without one. */
  readonly key: string;
}

/** Where nobody said what the databases hold. */
export interface AnyTypes extends SluiceTypes {
  readonly tables: Readonly<Record<string, { readonly row: Readonly<Record<string, unknown>>; readonly key: string }>>;
}

export type TableName<Types extends SluiceTypes> = keyof Types["tables"] & string;

export type RowOf<Types extends SluiceTypes, Name extends TableName<Types>> = Types["tables"][Name]["row"];

/** The key of a row: an object that has its fields, for one a row, or the value itself where it is one column. */
export type KeyOf<Types extends SluiceTypes, Name extends TableName<Types>> = Key<
  RowOf<Types, Name>,
  Types["tables"][Name]["key"] & keyof RowOf<Types, Name>
>;

type Key<Row, Field extends keyof Row> = [Field] extends [never]
  ? never
  : Readonly<Pick<Row, Field>> | (IsUnion<Field> extends true ? never : Row[Field]);

type IsUnion<Each, All = Each> = Each extends unknown ? ([All] extends [Each] ? false : true) : never;

/** The tables that have a key. */
export type KeyedTable<Types extends SluiceTypes> = {
  [Name in TableName<Types>]: [Types["tables"][Name]["key"]] extends [never] ? never : Name;
}[TableName<Types>];
