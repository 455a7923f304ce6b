import { type GraphQLNamedType, GraphQLSchema, isInterfaceType, isObjectType } from "graphql";

/**
 * The schema without what no operation leads to, so that not even a name of it is told.
 *
 * @param hidden root types that are not there either.
 */
export function reachable(schema: GraphQLSchema, hidden: ReadonlySet<string>): GraphQLSchema {
  const { types, query, mutation, subscription, ...config } = schema.toConfig();
  const root = <Type extends GraphQLNamedType>(type: Type | undefined | null) =>
    type && hidden.has(type.name) ? undefined : type;
  const roots = { query: root(query), mutation: root(mutation), subscription: root(subscription) };
  const implementing: GraphQLNamedType[] = [];
  for (;;) {
    const found = new GraphQLSchema({ ...config, ...roots, types: implementing });
    // An interface does not lead to the types that have it.
    const more = types.filter((type) => !found.getType(type.name) && implementsOneOf(type, found));
    if (more.length === 0) return found;
    implementing.push(...more);
  }
}

function implementsOneOf(type: GraphQLNamedType, schema: GraphQLSchema): boolean {
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  return type.getInterfaces().some(({ name }) => schema.getType(name));
}
