import type { GraphQLFieldResolver } from "graphql";
import { customContextOf, requestOf, resolveTarget } from "../../execute/index.ts";
import { type CustomMeaning, type Planner, readTypedRow } from "../../plan/index.ts";

type Resolver = GraphQLFieldResolver<unknown, object, object>;

/** How what a custom field's resolver gives becomes what its type takes. */
export interface CustomResult {
  readonly planner: Planner;
  readonly isList: boolean;
  /** JSON is text inside of the gateway. */
  readonly isJson: boolean;
  /** Whether it is a field of a generated type, whose rows are its statement's. */
  readonly isOfRow: boolean;
}

/** Calls the resolver of a custom field with what it asked for, and reads the rows to whose keys it leads. */
export function customResolver(
  resolve: Resolver,
  { needs, target }: CustomMeaning,
  { planner, isList, isJson, isOfRow }: CustomResult,
): Resolver {
  const called: Resolver = (parent, args, context, info) =>
    resolve(isOfRow ? readTypedRow(needs, Object(parent)) : parent, args, customContextOf(context, info), info);
  if (!target && !isJson) return called;
  return async (parent, args, context, info) => {
    const given = await called(parent, args, context, info);
    if (given === null || given === undefined) return null;
    // Pothos takes everything that can be iterated for a list.
    const all: unknown = isList ? await Promise.all(Array.from(Object(given))) : given;
    if (target) return resolveTarget(planner, target, all, requestOf(context), info);
    return Array.isArray(all) && isList ? all.map(toJson) : toJson(all);
  };
}

const toJson = (value: unknown): unknown => (value === null || value === undefined ? null : JSON.stringify(value));
