import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from "graphql";

type Field = GraphQLField<unknown, unknown>;

/** A table as the schema exposes it. Tests ask for names here, so that they hold whatever the rules for names are. */
export interface ExposedTable {
  readonly schema: string;
  readonly name: string;
  /** The root field that lists its rows. */
  readonly list: Field;
  readonly type: GraphQLObjectType;
}

/** Every table that has a list. */
export function exposedTables(schema: GraphQLSchema): readonly ExposedTable[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((list) => {
    const meaning = list.extensions.sluice;
    const type = getNamedType(list.type);
    if (meaning?.kind !== "list" || !isObjectType(type)) return [];
    return [{ schema: meaning.table.schema, name: meaning.table.name, list, type }];
  });
}

/** @throws Error where the table is not exposed. */
export function exposedTable(schema: GraphQLSchema, name: string, namespace = "public"): ExposedTable {
  const found = exposedTables(schema).find((table) => table.name === name && table.schema === namespace);
  if (!found) throw new Error(`${namespace}.${name} is not exposed.`);
  return found;
}

/** The field of a column. @throws Error where it is not exposed. */
export function columnOf(table: ExposedTable, column: string): Field {
  const found = Object.values(table.type.getFields()).find(({ extensions: { sluice } }) => {
    return sluice?.kind === "column" && sluice.column.name === column;
  });
  if (!found) throw new Error(`${table.name}.${column} is not exposed.`);
  return found;
}

/** The operators by which a column is filtered, with the types that they take. */
export function operatorsOf(table: ExposedTable, column: string): ReadonlyMap<string, GraphQLInputType> {
  const where = table.list.args.find((argument) => argument.name === "where")?.type;
  if (!isInputObjectType(where)) throw new Error(`${table.name} has no where.`);
  const field = Object.values(where.getFields()).find(({ extensions: { sluice } }) => {
    return sluice?.kind === "column" && sluice.column.name === column;
  });
  const filter = field && getNamedType(field.type);
  if (!isInputObjectType(filter)) throw new Error(`${table.name} cannot be filtered by ${column}.`);
  return new Map(Object.values(filter.getFields()).map((operator) => [operator.name, operator.type]));
}

/** Relations lead both ways, and a table may refer to itself: so by the columns on the side that the field starts from. */
export interface RelationSearch {
  readonly target: string;
  /** Columns of the table itself. */
  readonly from: readonly string[];
  /** Columns of the target. */
  readonly to: readonly string[];
}

/** The field of a relation or link. @throws Error where it is not exposed. */
export function relationOf(table: ExposedTable, { target, from, to }: RelationSearch): Field {
  const found = Object.values(table.type.getFields()).find(({ extensions: { sluice } }) => {
    if (sluice?.kind !== "edge" || sluice.edge.target.name !== target) return false;
    const { pairs } = sluice.edge;
    return (
      pairs.map((pair) => pair.source.name).join() === from.join() &&
      pairs.map((pair) => pair.target.name).join() === to.join()
    );
  });
  if (!found) throw new Error(`${table.name} has no relation from ${from} to ${target} (${to}).`);
  return found;
}
