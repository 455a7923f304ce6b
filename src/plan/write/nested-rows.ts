import { SluiceError } from "../../lib/index.ts";
import type { Column, NestedAction, NestedEdge } from "../../model/index.ts";
import type { Input, InputEntry } from "../input.ts";
import type { GivenColumn } from "./columns-given.ts";
import { jsonOf } from "./json.ts";

/** What is given of a row. */
export interface GivenRow {
  readonly input: Input;
  readonly path: string;
}

/** Rows around another one, over one of its relations, by what is to become of them. */
export interface Around {
  readonly nested: NestedEdge;
  readonly related: ReadonlyMap<string, readonly GivenRow[]>;
}

/** One of them beside the number of the row that it is around. */
export interface RelatedRow extends GivenRow {
  readonly row: number;
}

/** What rows have around them over one relation. */
export interface RelationGroup {
  readonly nested: NestedEdge;
  related(action: NestedAction): readonly RelatedRow[];
}

/** Whether an input has rows around its own. */
export function isNested(input: Input | undefined): boolean {
  if (input?.kind === "list") return input.items.some(isNested);
  return input?.kind === "object" && input.entries.some(({ field }) => field.extensions.sluice?.kind === "nested");
}

/** The rows around one that an input gives. */
export function readAround({ input, path }: GivenRow): readonly Around[] {
  const entries = input.kind === "object" ? input.entries : [];
  return entries.flatMap((entry) => readRelation(entry, `${path}.${entry.name}`));
}

function readRelation({ field, input }: InputEntry, path: string): Around[] {
  const meaning = field.extensions.sluice;
  if (meaning?.kind !== "nested") return [];
  if (input.kind !== "object") {
    const message = `${path} is null. Say what is to become of what it leads to, or leave it out.`;
    throw new SluiceError("BAD_USER_INPUT", message);
  }
  const related = new Map(input.entries.map(({ name, input: rows }) => [name, readRows(rows, `${path}.${name}`)]));
  return [{ nested: meaning.nested, related }];
}

function readRows(input: Input, path: string): readonly GivenRow[] {
  if (input.kind === "list") return input.items.map((item, index) => ({ input: item, path: `${path}[${index}]` }));
  const isLeftOut = input.kind === "null" || (input.kind === "leaf" && input.value === false);
  return isLeftOut ? [] : [{ input, path }];
}

/** The relations over which rows have others around them: those that the rows refer to, or those that refer to the rows. */
export function relationGroups(rows: readonly (readonly Around[])[], refers: boolean): readonly RelationGroup[] {
  const all = rows.flatMap((around, row) => around.map((each) => ({ ...each, row })));
  const groups = Map.groupBy(
    all.filter(({ nested }) => nested.edge.refers === refers),
    ({ nested }) => nested,
  );
  return [...groups].map(([nested, group]) => ({
    nested,
    related: (action) =>
      group.flatMap(({ related, row }) => (related.get(action) ?? []).map((each) => ({ ...each, row }))),
  }));
}

/** A key that names a row: its columns, with what they hold. */
export function readKey({ input, path }: GivenRow): readonly GivenColumn[] {
  const [entry] = input.kind === "object" ? input.entries : [];
  const meaning = entry?.field.extensions.sluice;
  if (!entry || meaning?.kind !== "key") {
    throw new SluiceError("BAD_USER_INPUT", `${path} names no row. Give it a key.`);
  }
  const parts = meaning.columns.length === 1 ? [entry] : entry.input.kind === "object" ? entry.input.entries : [];
  return parts.map((part) => {
    const own = part.field.extensions.sluice;
    const [column]: readonly Column[] = own?.kind === "key" ? own.columns : [];
    if (!column) throw new Error(`${path}.${part.name} is no part of a key.`);
    return { column, type: column.type, print: jsonOf(part.input, column.type, `${path}.${part.name}`) };
  });
}

/** A row that is named by its key, and what is to change of it. */
export function readUpdate({ input, path }: GivenRow): { readonly key: GivenRow; readonly patch: GivenRow } {
  const given = new Map(input.kind === "object" ? input.entries.map((entry) => [entry.name, entry.input]) : []);
  const part = (name: string): GivenRow => ({ input: given.get(name) ?? { kind: "null" }, path: `${path}.${name}` });
  return { key: part("key"), patch: part("patch") };
}
