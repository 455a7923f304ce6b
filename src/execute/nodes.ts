import type { GraphQLResolveInfo } from "graphql";
import { SluiceError } from "../lib/index.ts";
import { mostRows, type Table } from "../model/index.ts";
import { badId, isReadUnnumbered, type NodeKey, type NodesMeaning, type Planner, readId } from "../plan/index.ts";
import type { RequestContext } from "./context.ts";
import { countLinkedRows } from "./rows.ts";
import { runStatement } from "./run.ts";
import { transpose } from "./transpose.ts";

/** What is asked for rows by their ids. */
export interface NodesRequest {
  readonly planner: Planner;
  readonly meaning: NodesMeaning;
  readonly context: RequestContext;
  readonly info: GraphQLResolveInfo;
}

/** A row by its id, or null. */
export async function resolveNode(id: unknown, request: NodesRequest): Promise<unknown> {
  const key = readId(id, request.meaning);
  return key ? (await readRows(key.table, [key], request))[0] : null;
}

/**
 * Rows by their ids, in the order of the ids: null where there is none, an error where one is no id or its database failed.
 * One statement for each table that they lead to.
 *
 * @throws SluiceError LIMIT_EXCEEDED for more ids than a list may have rows, in all or of one table.
 */
export function resolveNodes(
  ids: readonly unknown[],
  maxLimit: number,
  request: NodesRequest,
): readonly Promise<unknown>[] {
  if (ids.length > maxLimit) throw tooMany(`${ids.length} ids; a list has at most ${maxLimit} rows`);
  const keys = ids.map((id) => keyOrError(id, request.meaning));
  const found = Map.groupBy(keys.filter(isKey), ({ table }) => table);
  for (const [table, { length }] of found) {
    const most = mostRows(table, maxLimit);
    if (length > most) throw tooMany(`${length} ids of ${table.typeName}; a list has at most ${most} of its rows`);
  }
  const rows = new Map([...found].map(([table, group]) => [table, readRows(table, group, request)]));
  const places = new Map([...found].flatMap(([, group]) => group.map((key, index) => [key, index] as const)));
  return keys.map(async (key) => {
    if (key instanceof SluiceError) throw key;
    return key ? (await rows.get(key.table))?.[places.get(key) ?? 0] : null;
  });
}

function tooMany(what: string): SluiceError {
  return new SluiceError("LIMIT_EXCEEDED", `ids has ${what}. Ask for fewer at once.`, { limit: "maxLimit" });
}

function isKey(key: NodeKey | SluiceError | undefined): key is NodeKey {
  return key !== undefined && !(key instanceof SluiceError);
}

function keyOrError(id: unknown, meaning: NodesMeaning): NodeKey | SluiceError | undefined {
  try {
    return readId(id, meaning);
  } catch (error) {
    if (error instanceof SluiceError) return error;
    throw error;
  }
}

/** The rows of one table, one entry per key. */
async function readRows(
  table: Table,
  keys: readonly NodeKey[],
  { planner, meaning, context, info }: NodesRequest,
): Promise<readonly unknown[]> {
  const { statement, links } = planner.planNodes(info, table.typeName, context.budget);
  for (const [place, link] of links) context.links.set(place, link);
  const columns = keys[0]?.values.length ?? 0;
  const scope = {
    variables: info.variableValues.coerced,
    keys: transpose(
      keys.map(({ values }) => values),
      columns,
    ),
  };
  const answer = await runStatement(context, statement, scope, countLinkedRows).catch((error: unknown) => {
    const isRefused = error instanceof SluiceError && error.code === "INVALID_VALUE" && isReadUnnumbered(table);
    throw isRefused ? badId(meaning.argument) : error;
  });
  if (Array.isArray(answer) && answer.length === keys.length) return answer;
  throw new Error(`${table.typeName} answered ${countLinkedRows([answer])} entries for ${keys.length} ids.`);
}
