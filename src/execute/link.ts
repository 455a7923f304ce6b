import DataLoader from "dataloader";
import type { GraphQLResolveInfo } from "graphql";
import { type LinkPlan, linkPlace } from "../plan/index.ts";
import type { LinkKey, LinkLoader, RequestContext } from "./context.ts";
import { countLinkedRows } from "./rows.ts";
import { runStatement } from "./run.ts";
import { transpose } from "./transpose.ts";

/**
 * Follows a link from one row. The keys of all rows at this place of the operation are collected into one statement.
 *
 * @param key what the row holds for the link: one value as text, several, or null where it links to nothing.
 */
export function resolveLink(key: unknown, context: RequestContext, info: GraphQLResolveInfo): unknown {
  if (!isLinkKey(key)) return null;
  const place = linkPlace(info.path);
  const plan = context.links.get(place);
  if (!plan) throw new Error(`No link was planned at ${place}.`);
  return loaderOf(plan, context, info).load(key);
}

function loaderOf(plan: LinkPlan, context: RequestContext, info: GraphQLResolveInfo): LinkLoader {
  const known = context.loaders.get(plan);
  if (known) return known;
  const variables = info.variableValues.coerced;
  const load = async (keys: readonly LinkKey[]): Promise<unknown[]> => {
    const scope = {
      variables,
      keys: transpose(
        keys.map((key) => (typeof key === "string" ? [key] : key)),
        plan.edge.pairs.length,
      ),
    };
    const answer = await runStatement(context, plan.statement, scope, countLinkedRows);
    if (!Array.isArray(answer) || answer.length !== keys.length) {
      throw new Error(
        `The link ${plan.edge.field} answered ${countLinkedRows([answer])} entries for ${keys.length} keys.`,
      );
    }
    return answer;
  };
  const loader: LinkLoader = new DataLoader(load, {
    cacheKeyFn: (key) => (typeof key === "string" ? key : JSON.stringify(key)),
  });
  context.loaders.set(plan, loader);
  return loader;
}

function isLinkKey(value: unknown): value is LinkKey {
  return typeof value === "string" || (Array.isArray(value) && value.every((each) => typeof each === "string"));
}
