import type { Builder, Row } from "../builder.ts";
import type { TableTypes } from "../types.ts";
import type { CustomBuilder, Extend } from "./builder.ts";
import type { CustomFieldsOptions } from "./options.ts";
import { extendProblem } from "./problem.ts";

/**
 * Lets the user add to the builder.
 *
 * @throws StartError, or whatever `extend` throws.
 */
export function addCustomFields(
  builder: Builder,
  extend: Extend,
  types: TableTypes,
  { tables, absent }: CustomFieldsOptions,
): void {
  const placeholders = new Map<string, ReturnType<typeof placeholder>>();
  const refOf = (name: string) => {
    const table = tables.get(name);
    if (table) return types.row(table);
    if (absent.has(name)) {
      const missing = placeholders.get(name) ?? placeholder(builder, name);
      placeholders.set(name, missing);
      return missing;
    }
    throw extendProblem(`there is no table whose rows are of type ${name}; npx sluice inspect says which there are`);
  };
  const extended = Object.assign(builder, {
    ...rootTypesOnUse(builder),
    table: refOf,
    tableField: (name: string, field: string, define: Parameters<Builder["objectField"]>[2]) =>
      builder.objectField(refOf(name), field, define),
  });
  // The same builder: custom fields are told other types of its context and its scalars than the gateway's own, because the
  // plugin stands between them.
  const added: unknown = extend(extended as unknown as CustomBuilder);
  if (!(added instanceof Promise)) return;
  // Nobody hears of it otherwise.
  added.catch(() => {});
  throw extendProblem("extend is asynchronous, and has to add its fields at once. Wait for what it needs before");
}

/** What stands for the rows of a table that is not there: fields of it, and those that lead to it, are left out. */
const placeholder = (builder: Builder, name: string) => builder.objectRef<Row>(name).implement({ fields: () => ({}) });

/** A type without a field is none, so those that nothing generated needs are made with their first one. */
function rootTypesOnUse(builder: Builder) {
  const mutation = () => builder.configStore.hasConfig("Mutation") || builder.mutationType({});
  const subscription = () => builder.configStore.hasConfig("Subscription") || builder.subscriptionType({});
  const after =
    <Args extends readonly unknown[], Result>(first: () => unknown, then: (...args: Args) => Result) =>
    (...args: Args): Result => {
      first();
      return then(...args);
    };
  return {
    mutationField: after(mutation, builder.mutationField.bind(builder)),
    mutationFields: after(mutation, builder.mutationFields.bind(builder)),
    subscriptionField: after(subscription, builder.subscriptionField.bind(builder)),
    subscriptionFields: after(subscription, builder.subscriptionFields.bind(builder)),
  };
}
