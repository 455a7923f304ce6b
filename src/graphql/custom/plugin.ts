import SchemaBuilder, {
  BasePlugin,
  type PothosInterfaceTypeConfig,
  type PothosOutputFieldConfig,
  type PothosOutputFieldType,
  type PothosTypeConfig,
  type PothosUnionTypeConfig,
  type SchemaTypes,
} from "@pothos/core";
import type { GraphQLFieldResolver, GraphQLTypeResolver } from "graphql";
import { customContextOf } from "../../execute/index.ts";
import { customMeaning } from "./meaning.ts";
import type { CustomFieldsOptions } from "./options.ts";
import type {} from "./pothos.ts";
import { extendProblem } from "./problem.ts";
import { customResolver } from "./resolve.ts";
import { isVisible } from "./visible.ts";

type Resolver = GraphQLFieldResolver<unknown, object, object>;

/**
 * Makes fields of those that the user wrote: says in its extensions what each asks for, gives that to its resolver, and reads the
 * rows to whose keys it leads. What is generated stays as it is.
 */
class CustomFields<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    if (config.kind !== "Union") return config;
    const { tables } = this.#settings;
    const member = config.types
      .map((type) => this.builder.configStore.getTypeConfig(type).name)
      .find((name) => tables.has(name));
    if (member === undefined) return config;
    throw extendProblem(
      `the union ${config.name} has ${member}, whose rows are only read where they are the type of a field. Make it an object with a field for each type`,
    );
  }

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> | null {
    if (config.extensions?.sluice) return config;
    const { name, parentType, pothosOptions, type } = config;
    const field = { type: parentType, name, returns: this.#nameOf(type), options: pothosOptions };
    // Held to all that there is, whatever of it the role may see.
    const whole = customMeaning(field, { ...this.#settings, tables: this.#settings.whole });
    const needs = whole.needs.map((column) => column.field);
    const visible = { type: parentType, returns: field.returns, needs, roles: whole.roles };
    if (!isVisible(visible, this.#settings)) return null;
    const sluice = customMeaning(field, this.#settings);
    // Of the rows that a list leads to some may not be there.
    const isOpen = sluice.target && type.kind === "List" && pothosOptions.nullable === undefined;
    return {
      ...config,
      type: isOpen ? { ...type, type: { ...type.type, nullable: true } } : type,
      extensions: { ...config.extensions, sluice },
    };
  }

  override wrapResolve(resolve: Resolver, { extensions, type, parentType }: PothosOutputFieldConfig<Types>): Resolver {
    const meaning = extensions?.sluice;
    if (meaning?.kind !== "custom") return resolve;
    const { planner, tables } = this.#settings;
    return customResolver(resolve, meaning, {
      planner,
      isList: type.kind === "List",
      isJson: this.#nameOf(type) === "JSON",
      isOfRow: tables.has(parentType),
    });
  }

  override wrapSubscribe(
    subscribe: Resolver | undefined,
    { extensions }: PothosOutputFieldConfig<Types>,
  ): Resolver | undefined {
    if (!subscribe || extensions?.sluice?.kind !== "custom") return subscribe;
    return (root, args, context, info) => subscribe(root, args, customContextOf(context, info), info);
  }

  override wrapResolveType(
    resolveType: GraphQLTypeResolver<unknown, object>,
    _config: PothosInterfaceTypeConfig | PothosUnionTypeConfig,
  ): GraphQLTypeResolver<unknown, object> {
    return (value, context, info, type) => resolveType(value, customContextOf(context, info), info, type);
  }

  get #settings(): CustomFieldsOptions {
    const { sluice } = this.builder.options;
    if (!sluice) throw new Error("Custom fields need to know the tables.");
    return sluice;
  }

  #nameOf(type: PothosOutputFieldType<Types>): string {
    return type.kind === "List" ? this.#nameOf(type.type) : this.builder.configStore.getTypeConfig(type.ref).name;
  }
}

SchemaBuilder.registerPlugin("sluice", CustomFields);
