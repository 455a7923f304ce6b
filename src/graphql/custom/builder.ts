import type { FieldNullability, FieldRef, InputFieldMap, ObjectRef, ShapeFromTypeParam, TypeParam } from "@pothos/core";
import type { AnyTypes, CustomContext, KeyedTable, KeyOf, RowOf, SluiceTypes, TableName } from "../../execute/index.ts";
import type { BuilderTypes } from "./pothos.ts";

/** What Postgres prints, and reads. */
interface Text {
  Input: string;
  Output: string;
}

/** What the builder of custom fields knows of the gateway's types. */
export type CustomSchemaTypes<Types extends SluiceTypes> = BuilderTypes<{
  Context: CustomContext<Types>;
  Databases: Types["databases"];
  Scalars: {
    BigInt: Text;
    Decimal: Text;
    DateTime: Text;
    Date: Text;
    Time: Text;
    Interval: Text;
    UUID: Text;
    Bytes: Text;
    /** Given as JSON text; what is returned is printed as JSON. */
    JSON: { Input: string; Output: unknown };
  };
}>;

/** Pothos' own builder, and what it needs to reach the tables. */
export type CustomBuilder<Types extends SluiceTypes = AnyTypes> = PothosSchemaTypes.SchemaBuilder<
  CustomSchemaTypes<Types>
> & {
  /**
   * The type of a table's rows, for a field whose resolver gives their keys: a value, an object with the fields of the key, or a
   * row. What the client selects of them is read in one statement; a row that is not there is null.
   */
  table<Name extends KeyedTable<Types>>(
    name: Name,
  ): ObjectRef<CustomSchemaTypes<Types>, KeyOf<Types, Name>, Record<never, never>>;
  /** Adds a field to the rows of a table. */
  tableField<Name extends TableName<Types>>(
    table: Name,
    field: string,
    define: (t: TableFieldBuilder<Types, Name>) => FieldRef<CustomSchemaTypes<Types>, unknown, "Object">,
  ): void;
};

/** Makes a field of a table's rows. */
export interface TableFieldBuilder<Types extends SluiceTypes, Name extends TableName<Types>> {
  readonly arg: PothosSchemaTypes.ObjectFieldBuilder<CustomSchemaTypes<Types>, Record<never, never>>["arg"];
  field<
    Type extends TypeParam<CustomSchemaTypes<Types>>,
    ResolveReturnShape,
    const Needs extends readonly (keyof RowOf<Types, Name> & string)[] = readonly [],
    Nullable extends FieldNullability<Type> = true,
    Args extends InputFieldMap = Record<never, never>,
  >(
    options: TableFieldOptions<Types, RowOf<Types, Name>, Type, ResolveReturnShape, Needs, Nullable, Args>,
  ): FieldRef<CustomSchemaTypes<Types>, ShapeFromTypeParam<CustomSchemaTypes<Types>, Type, Nullable>, "Object">;
}

/** Those of any field, and what its resolver needs of the row. */
type TableFieldOptions<
  Types extends SluiceTypes,
  Row,
  Type extends TypeParam<CustomSchemaTypes<Types>>,
  ResolveReturnShape,
  Needs extends readonly (keyof Row & string)[],
  Nullable extends FieldNullability<Type>,
  Args extends InputFieldMap,
> = PothosSchemaTypes.FieldOptionsByKind<
  CustomSchemaTypes<Types>,
  Readonly<Pick<Row, Needs[number]>>,
  Type,
  Nullable,
  Args,
  Readonly<Pick<Row, Needs[number]>>,
  ResolveReturnShape
>["Object"] & {
  /** The columns that its resolver is given, by the names of their fields; they are read with the row. */
  readonly needs?: Needs;
};

/**
 * Adds queries, mutations, subscriptions, types and fields of one's own to those that are generated. It is called at start, and
 * again when the databases have changed.
 */
export type Extend<Types extends SluiceTypes = AnyTypes> = (builder: CustomBuilder<Types>) => void;
