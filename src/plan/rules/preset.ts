import {
  type GraphQLInputObjectType,
  type GraphQLLeafType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
} from "graphql";
import { claimAt } from "../../access/index.ts";
import { type Problem, SluiceError } from "../../lib/index.ts";
import { type Column, inputField, type Preset } from "../../model/index.ts";
import { claimPath, holdsClaim, valueOfClaim } from "./claim.ts";
import { holdsUndefined, undefinedInside } from "./holds-undefined.ts";

/** A value that the gateway gives a column: one of the configuration's, or a claim. Undefined where a problem was found. */
export function readPreset(
  value: unknown,
  column: Column,
  where: GraphQLInputObjectType,
  path: string,
  problems: Problem[],
): Preset | undefined {
  if (value === null) return { column, bind: () => null };
  const type = column.type.list ? undefined : leafOf(column, where);
  const claim = claimPath(value);
  if (!type) {
    problems.push({ path, message: "is of a type that no preset can give" });
    return undefined;
  }
  if (claim?.includes("")) {
    problems.push({ path, message: "names no claim" });
    return undefined;
  }
  if (claim) {
    const bind: Preset["bind"] = ({ claims }) => {
      const given = valueOfClaim(claimAt(claims, claim), type, false);
      if (given !== undefined) return given;
      // The role may not know which column that is.
      const message = "What is known of you lacks a value that the row is to have. Nothing was written.";
      throw new SluiceError("FORBIDDEN", message);
    };
    return { column, bind };
  }
  if (holdsClaim(value)) {
    problems.push({ path, message: 'has a claim inside a value; say {"$claim": "a.b"} in the place of a whole value' });
    return undefined;
  }
  if (holdsUndefined(value)) {
    problems.push({ path, message: undefinedInside });
    return undefined;
  }
  try {
    const coerced: unknown = type.coerceInputValue(value);
    return { column, bind: () => coerced };
  } catch (error) {
    problems.push({ path, message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

/** What the column is compared with. */
function leafOf({ field }: Column, where: GraphQLInputObjectType): GraphQLLeafType | undefined {
  const filter = where.getFields()[inputField(field)]?.type;
  const eq = isInputObjectType(filter) ? filter.getFields().eq?.type : undefined;
  const type = isNonNullType(eq) ? eq.ofType : eq;
  return isLeafType(type) ? type : undefined;
}
