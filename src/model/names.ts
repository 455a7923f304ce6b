import { type Problem, StartError } from "../lib/index.ts";
import type { Omission } from "./model.ts";

/** Something that wants a name. */
export interface Owner {
  /** What it is, for messages: `shop.public.orders`. */
  readonly place: string;
  /** The database that it is in; undefined for links and for the gateway itself. */
  readonly database: string | undefined;
  /** Lines any of which gives it another name, the configuration's first. */
  readonly remedies: readonly string[];
  /** What things are that may have one name together, because they are the same for clients. */
  readonly shared?: string;
}

/** The owner of the names that the gateway has for itself. */
export const theGateway: Owner = { place: "the gateway", database: undefined, remedies: [] };

/** Who has which name. Two things that want one name are a clash: said at start, never settled in silence. */
export interface Names {
  /**
   * Takes a name within `scope` (`type`, `Query`, or a type's name) for `owner`; of several, all or none. False where
   * one was taken: the later one is left out, or the start is stopped, once all clashes are known.
   */
  claim(scope: string, name: string | readonly string[], owner: Owner): boolean;
  /**
   * What was left out.
   *
   * @throws StartError with every clash, where names are strict.
   */
  settle(): readonly Omission[];
}

/** @param strict true where somebody wrote a configuration: a clash then stops the start. */
export function createNames(strict: boolean): Names {
  const taken = new Map<string, Owner>();
  const clashes: Omission[] = [];
  return {
    claim(scope, name, owner) {
      const names = [name].flat();
      const isSame = (other: Owner | undefined) => owner.shared !== undefined && other?.shared === owner.shared;
      const clash = names.find((each) => taken.has(`${scope}.${each}`) && !isSame(taken.get(`${scope}.${each}`)));
      const first = clash === undefined ? undefined : taken.get(`${scope}.${clash}`);
      if (clash === undefined || !first) {
        for (const each of names) taken.set(`${scope}.${each}`, owner);
        return true;
      }
      const { place, database } = owner;
      const wish = `wants ${title(scope, clash)}, which ${first.place} has`;
      clashes.push({ place, database, reason: `${wish}. ${remedy(scope, owner, first)}` });
      return false;
    },
    settle() {
      if (strict && clashes.length > 0) throw new StartError("Names clash:", clashes.map(problemOf));
      return clashes;
    },
  };
}

const problemOf = ({ place, reason }: Omission): Problem => ({ path: place, message: reason });

function title(scope: string, name: string): string {
  if (scope === "type") return `the type name ${name}`;
  return scope === "Query" ? `the root field ${name}` : `the field ${scope}.${name}`;
}

function remedy(scope: string, owner: Owner, first: Owner): string {
  // Only these begin with a prefix.
  const isElsewhere = (scope === "type" || scope === "Query") && first.database && owner.database !== first.database;
  const lines = [...owner.remedies, ...(isElsewhere ? [`databases.${owner.database}.prefix: "…"`] : [])];
  const [other] = first.remedies;
  const ways = [
    ...(lines.length > 0 ? [`it with ${lines.join(", or ")}`] : []),
    ...(other ? [`the other with ${other}`] : []),
  ];
  return `Rename ${ways.join(", or ")}`;
}
