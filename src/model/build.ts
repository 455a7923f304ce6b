import type { Catalog } from "../catalog/index.ts";
import type { DatabaseSettings, LinkSettings } from "../config/index.ts";
import { StartError } from "../lib/index.ts";
import { addLinks } from "./links.ts";
import type { Model } from "./model.ts";
import { createNames } from "./names.ts";
import { addRelations } from "./relations.ts";
import { draftTables } from "./tables.ts";

export interface ModelSource {
  readonly settings: DatabaseSettings;
  readonly catalog: Catalog;
}

const scalars = [
  ...["Boolean", "Int", "Float", "String", "BigInt", "Decimal", "DateTime", "Date", "Time", "Interval", "UUID", "JSON"],
  "Bytes",
];

/** Names that the gateway has for itself: nothing of a database may take them. */
const reserved: Readonly<Record<string, readonly string[]>> = {
  type: [
    ...["Query", "Mutation", "Subscription", "ID", "OrderDirection", "NullFilter"],
    ...scalars.flatMap((name) => [name, `${name}Filter`, `${name}ListFilter`, `${name}EqualityFilter`]),
  ],
  Query: ["pool", "pools"],
};

/**
 * Catalogs and links become one model.
 *
 * @throws StartError with every link that does not hold, or with every clash of names where `strictNames` is set.
 */
export function buildModel(
  sources: readonly ModelSource[],
  links: readonly LinkSettings[],
  strictNames: boolean,
): Model {
  const names = createNames(strictNames);
  for (const [scope, taken] of Object.entries(reserved)) names.claim(scope, taken, "the gateway", "");

  const drafts = sources.map(({ settings, catalog }) => ({
    name: settings.name,
    tables: draftTables(settings, catalog, names),
  }));
  for (const { tables } of drafts) addRelations(tables, names);
  const problems = addLinks(
    links,
    drafts.flatMap(({ tables }) => tables),
    names,
  );
  if (problems.length > 0) throw new StartError("Links do not hold:", problems);

  return {
    notices: names.settle(),
    databases: drafts.map(({ name, tables }) => ({ name, tables: tables.map(({ table }) => table) })),
  };
}
