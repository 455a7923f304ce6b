import type { Catalog } from "../catalog/index.ts";
import type { DatabaseSettings, Settings } from "../config/index.ts";
import { type Problem, StartError } from "../lib/index.ts";
import { addLinks } from "./links.ts";
import type { Model, Omission } from "./model.ts";
import { createNames, theGateway } from "./names.ts";
import { addNested } from "./nested.ts";
import { createOverrides } from "./overrides.ts";
import { addRelations } from "./relations.ts";
import { reserved, reservedByRelay } from "./reserved.ts";
import { draftTables } from "./tables.ts";
import { unknownThings } from "./unknown.ts";

export interface ModelSource {
  readonly settings: DatabaseSettings;
  readonly catalog: Catalog;
}

/**
 * Catalogs and links become one model.
 *
 * @throws StartError with everything configured that the databases do not have, with every link that does not hold, or
 * with every clash of names where `strictNames` is set.
 */
export function buildModel(
  sources: readonly ModelSource[],
  { links, strictNames, relay }: Pick<Settings, "links" | "strictNames" | "relay">,
): Model {
  const names = createNames(strictNames);
  for (const own of [reserved, ...(relay ? [reservedByRelay] : [])]) {
    for (const [scope, taken] of Object.entries(own)) names.claim(scope, taken, theGateway);
  }
  const unknown = sources.flatMap(({ settings, catalog }) => unknownThings(settings, catalog));
  if (unknown.length > 0) throw new StartError(misfit, unknown);

  const problems: Problem[] = [];
  const omissions: Omission[] = sources.flatMap(({ settings, catalog }) =>
    catalog.omissions.map(({ place, reason }) => ({
      database: settings.name,
      place: `${settings.name}.${place}`,
      reason,
    })),
  );

  const drafts = sources.map(({ settings, catalog }) => {
    const scope = { settings, overrides: createOverrides(settings), relay, names, omissions, problems };
    return { settings, tables: draftTables(scope, catalog) };
  });
  if (problems.length > 0) throw new StartError(misfit, problems);

  for (const { tables } of drafts) addRelations(tables, names, omissions);
  for (const { tables } of drafts) addNested(tables, names);
  const reasons = new Map(omissions.map(({ place, reason }) => [place, reason]));
  const allTables = drafts.flatMap(({ tables }) => tables);
  const broken = addLinks(links, allTables, names, reasons);
  if (broken.length > 0) throw new StartError("Links do not hold:", broken);

  const clashes = names.settle();
  return {
    notices: clashes.map(({ place, reason }) => `${place} is left out: it ${reason}`),
    omissions: [...omissions, ...clashes].sort((a, b) => compare(a.place, b.place)),
    relay,
    databases: drafts.map(({ settings: { name, schemas, raisedMessages }, tables }) => ({
      name,
      schemas,
      raisedMessages,
      tables: tables.map(({ table }) => table),
    })),
  };
}

const misfit = "The configuration does not fit the databases:";

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
