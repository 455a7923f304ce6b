import type { GraphQLLeafType } from "graphql";
import { claimSteps } from "../../config/index.ts";
import { isStorable, rawNumber } from "../../lib/index.ts";

/** The path in `{$claim: "a.b"}`; undefined for any other value. */
export function claimPath(value: unknown): readonly string[] | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "$claim")) return undefined;
  const path: unknown = Reflect.get(value, "$claim");
  return typeof path === "string" && Object.keys(value).length === 1 ? claimSteps(path) : undefined;
}

/** A claim as a value of a type, or as a list of them; undefined for one that is missing, null, or of another form. */
export function valueOfClaim(claim: unknown, type: GraphQLLeafType, isList: boolean): unknown {
  if (!isList) return coerced(claim, type);
  if (!Array.isArray(claim)) return undefined;
  const items = claim.map((each) => coerced(each, type));
  return items.includes(undefined) ? undefined : items;
}

/** Whether `$claim` stands somewhere inside a document, where it would be one of its keys. */
export function holdsClaim(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, "$claim") || Object.values(value).some(holdsClaim);
}

function coerced(claim: unknown, type: GraphQLLeafType): unknown {
  // A number that JavaScript would round is kept as it was written.
  const value = rawNumber(claim) ?? claim;
  // Documents are values, too, but one where a text is meant would be a surprise.
  if (value === null || value === undefined || typeof value === "object") return undefined;
  // No column holds these, and Postgres would refuse them.
  if (typeof value === "string" && !isStorable(value)) return undefined;
  try {
    return type.coerceInputValue(value) ?? undefined;
  } catch {
    // Of another form: it denies, and is not told.
    return undefined;
  }
}
