import type { GraphQLSchema } from "graphql";
import type { Table } from "../../model/index.ts";
import { type KeyedPlan, readTypedRow, type TypedRow, typedRowsByKey } from "../../plan/index.ts";
import type { RequestContext } from "../context.ts";
import { loaderOf } from "../keyed.ts";
import { readKey } from "./key.ts";
import type { KeyedTable, KeyOf, RowOf, SluiceTypes } from "./types.ts";

/**
 * Finds rows by their keys: `load.shopOrder(id)`. What is asked for at the same time is one statement for each table, and what
 * was found once is found again, until a field of a mutation has ended.
 */
export type Loads<Types extends SluiceTypes> = {
  readonly [Name in KeyedTable<Types> as Uncapitalize<Name>]: (
    key: KeyOf<Types, Name>,
  ) => Promise<RowOf<Types, Name> | null>;
};

export type LoadRow = (key: unknown) => Promise<TypedRow | null>;

interface RowSource {
  readonly table: Table;
  readonly plan: KeyedPlan;
}

const sources = new WeakMap<GraphQLSchema, ReadonlyMap<string, Source>>();

/** How rows of each table are found in one request. */
export function createLoads(context: RequestContext, schema: GraphQLSchema): Readonly<Record<string, LoadRow>> {
  const known = sources.get(schema) ?? sourcesOf(schema);
  sources.set(schema, known);
  // A schema may have a thousand tables, and a request asks for one.
  return new Proxy<Record<string, LoadRow>>(
    {},
    {
      get(_, name) {
        const source = typeof name === "string" ? known.get(name) : undefined;
        return (
          source && ((key: unknown) => (source === "hidden" ? Promise.resolve(null) : loadRow(source, key, context)))
        );
      },
    },
  );
}

/** Of a table that the role may not see there are no rows. */
type Source = RowSource | "hidden";

function sourcesOf({ extensions }: GraphQLSchema): ReadonlyMap<string, Source> {
  const { tables = [], absent = [] } = extensions.sluice ?? {};
  const hasKey = ({ key }: Table) => key !== undefined;
  return new Map([
    ...tables.filter(hasKey).map((table): [string, Source] => [loadName(table), createSource(table)]),
    ...absent.filter(hasKey).map((table): [string, Source] => [loadName(table), "hidden"]),
  ]);
}

function createSource(table: Table): RowSource {
  let plan: KeyedPlan | undefined;
  return {
    table,
    get plan() {
      plan ??= { field: table.typeName, columns: table.key?.length ?? 0, statement: typedRowsByKey(table) };
      return plan;
    },
  };
}

const loadName = ({ typeName }: Table): string => `${typeName.charAt(0).toLowerCase()}${typeName.slice(1)}`;

async function loadRow({ table, plan }: RowSource, key: unknown, context: RequestContext): Promise<TypedRow | null> {
  const row = await loaderOf(plan, context, {}).load(readKey(key, table));
  return typeof row === "object" && row !== null ? readTypedRow(table.columns, { ...row }) : null;
}
