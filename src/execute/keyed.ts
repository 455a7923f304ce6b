import DataLoader from "dataloader";
import type { KeyedPlan, Variables } from "../plan/index.ts";
import type { RequestContext, RowKey, RowLoader } from "./context.ts";
import { countLinkedRows } from "./rows.ts";
import { runStatement } from "./run.ts";
import { transpose } from "./transpose.ts";

/** Collects the keys that are asked of a plan into one statement, and answers what there is for each. */
export function loaderOf(plan: KeyedPlan, context: RequestContext, variables: Variables): RowLoader {
  const known = context.loaders.get(plan);
  if (known) return known;
  const load = async (keys: readonly RowKey[]): Promise<unknown[]> => {
    const scope = {
      variables,
      keys: transpose(
        keys.map((key) => (typeof key === "string" ? [key] : key)),
        plan.columns,
      ),
    };
    const answer = await runStatement(context, plan.statement, scope, countLinkedRows);
    if (!Array.isArray(answer) || answer.length !== keys.length) {
      throw new Error(`${plan.field} answered ${countLinkedRows([answer])} entries for ${keys.length} keys.`);
    }
    return answer;
  };
  const loader: RowLoader = new DataLoader(load, {
    cacheKeyFn: (key) => (typeof key === "string" ? key : JSON.stringify(key)),
  });
  context.loaders.set(plan, loader);
  return loader;
}
