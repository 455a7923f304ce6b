import type { BasePlugin, FieldNullability, InputFieldMap, SchemaTypes, TypeParam } from "@pothos/core";
import type { CustomFieldsOptions } from "./options.ts";

// What Pothos knows of custom fields, said the way its own plugins say it.

/** The types of a builder, from those that are its own. */
export type BuilderTypes<Own extends Partial<PothosSchemaTypes.UserSchemaTypes>> =
  PothosSchemaTypes.ExtendDefaultTypes<Own>;

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      sluice: BasePlugin<Types>;
    }
    interface SchemaBuilderOptions<Types extends SchemaTypes> {
      sluice?: CustomFieldsOptions;
    }
    interface UserSchemaTypes {
      /** The names of the databases. */
      Databases: string;
    }
    interface ExtendDefaultTypes<PartialTypes extends Partial<UserSchemaTypes>> {
      Databases: PartialTypes["Databases"] & string;
    }
    interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      /** The roles that have this field. Default: all. */
      roles?: readonly string[];
    }
    interface MutationFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveReturnShape,
    > {
      /** The databases that the resolver writes, in the transactions of the operation. Default: none. */
      writes?: readonly Types["Databases"][];
    }
  }
}
