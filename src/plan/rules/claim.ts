import type { GraphQLLeafType } from "graphql";
import type { Claims } from "../../lib/index.ts";

/** The path in `{$claim: "a.b"}`; undefined for any other value. */
export function claimPath(value: unknown): readonly string[] | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "$claim")) return undefined;
  const path: unknown = Reflect.get(value, "$claim");
  return typeof path === "string" && Object.keys(value).length === 1 ? stepsOf(path) : undefined;
}

/** `a.b` is within another one; what begins like a URL is one name with its dots. */
const stepsOf = (path: string): readonly string[] => (path.includes("://") ? [path] : path.split("."));

/** The claim at a path; undefined where there is none. What every object has by itself is no claim. */
export function claimAt(claims: Claims, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined,
    claims,
  );
}

/** A claim as a value of a type, or as a list of them; undefined for one that is missing, null, or of another form. */
export function valueOfClaim(claim: unknown, type: GraphQLLeafType, isList: boolean): unknown {
  if (!isList) return coerced(claim, type);
  if (!Array.isArray(claim)) return undefined;
  const items = claim.map((each) => coerced(each, type));
  return items.includes(undefined) ? undefined : items;
}

function coerced(claim: unknown, type: GraphQLLeafType): unknown {
  // Documents are values too, but a claim that is one where text is meant would be a surprise.
  if (claim === null || claim === undefined || typeof claim === "object") return undefined;
  try {
    return type.coerceInputValue(claim) ?? undefined;
  } catch {
    // Of another form: it denies, and is not told.
    return undefined;
  }
}
