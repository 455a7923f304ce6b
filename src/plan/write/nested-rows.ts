import { SluiceError } from "../../lib/index.ts";
import type { NestedEdge } from "../../model/index.ts";
import type { Input, InputEntry } from "../input.ts";
import { columnsGiven, type GivenColumn } from "./columns-given.ts";

/** A row that is to be made, with what is given of the rows around it. */
export interface NestedRow {
  readonly path: string;
  readonly given: readonly GivenColumn[];
  readonly around: readonly Around[];
}

/** Rows around another one, over one of its relations. */
interface Around {
  readonly nested: NestedEdge;
  readonly create: readonly Related[];
  readonly connect: readonly Related[];
}

/** What is given of one of them. */
interface Related {
  readonly input: Input;
  readonly path: string;
}

/** One of them beside the number of the row that it is around. */
export interface RelatedTo extends Related {
  readonly row: number;
}

/** What rows have around them over one relation. */
export interface RelationGroup {
  readonly nested: NestedEdge;
  readonly create: readonly RelatedTo[];
  readonly connect: readonly RelatedTo[];
}

/** Whether an input has rows around its own. */
export function isNested(input: Input | undefined): boolean {
  if (input?.kind === "list") return input.items.some(isNested);
  return input?.kind === "object" && input.entries.some(({ field }) => field.extensions.sluice?.kind === "nested");
}

export function readRow({ input, path }: Related): NestedRow {
  const entries = input.kind === "object" ? input.entries : [];
  return { path, given: columnsGiven(input, path), around: entries.flatMap((entry) => readAround(entry, path)) };
}

function readAround({ field, input, name }: InputEntry, path: string): Around[] {
  const meaning = field.extensions.sluice;
  if (meaning?.kind !== "nested") return [];
  if (input.kind !== "object") {
    throw new SluiceError(
      "BAD_USER_INPUT",
      `${path}.${name} is null. Say what to create or to connect, or leave it out.`,
    );
  }
  const parts = new Map(input.entries.map((entry) => [entry.name, entry.input]));
  const relatedOf = (part: "create" | "connect"): readonly Related[] => {
    const given = parts.get(part);
    const at = `${path}.${name}.${part}`;
    if (!given || given.kind === "null") return [];
    return given.kind === "list"
      ? given.items.map((item, index) => ({ input: item, path: `${at}[${index}]` }))
      : [{ input: given, path: at }];
  };
  return [{ nested: meaning.nested, create: relatedOf("create"), connect: relatedOf("connect") }];
}

/** The relations over which rows have others around them: those that the rows refer to, or those that refer to the rows. */
export function relationGroups(rows: readonly NestedRow[], refers: boolean): readonly RelationGroup[] {
  const all = rows.flatMap(({ around }, row) => around.map((each) => ({ ...each, row })));
  const groups = Map.groupBy(
    all.filter(({ nested }) => nested.edge.refers === refers),
    ({ nested }) => nested,
  );
  return [...groups].map(([nested, group]) => ({
    nested,
    create: group.flatMap(({ create, row }) => create.map((related) => ({ ...related, row }))),
    connect: group.flatMap(({ connect, row }) => connect.map((related) => ({ ...related, row }))),
  }));
}
