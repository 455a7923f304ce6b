import type { CatalogForeignKey } from "../catalog/index.ts";
import { ownerOf } from "./heads.ts";
import { nestedNames } from "./inflection.ts";
import type { Column, Edge, NestedAction, NestedActions, NestedEdge, Table } from "./model.ts";
import type { Names } from "./names.ts";
import type { TableDraft } from "./tables.ts";

/** Adds what inputs of a table may say of the rows that its relations lead to. Links lead elsewhere. */
export function addNested(drafts: readonly TableDraft[], names: Names): void {
  const heads = new Map(drafts.map(({ table, head }) => [table, head]));
  for (const { head, table, edges, nested } of drafts) {
    // What was written is read back by its key.
    if (!table.key) continue;
    for (const edge of edges) {
      if (edge.kind !== "relation" || !edge.target.key) continue;
      const owner = heads.get(edge.refers ? edge.source : edge.target);
      const clearable = clearableOf(referringColumns(edge), owner?.catalog.foreignKeys ?? []);
      const { columns, cleared, create, patch } = whatMayBe(edge, clearable);
      const types = nestedNames(table.typeName, edge.field);
      const claim = (typeName: string, actions: readonly NestedAction[]): NestedActions | undefined => {
        const isFree = actions.length > 0 && names.claim("type", typeName, ownerOf(head, `nested ${edge.field}`));
        return isFree ? { typeName, actions } : undefined;
      };
      const own = {
        create: table.writes.create && claim(types.createName, create),
        patch: table.writes.update && claim(types.patchName, patch),
      };
      if (own.create || own.patch) nested.push({ edge, columns, cleared, ...own });
    }
  }
}

/** The same relation between tables as a role sees them: what it may not do, or would tell it what it may not see, is not there. */
export function narrowedNested(edge: Edge, known: NestedEdge): NestedEdge | undefined {
  const { columns, cleared, create, patch } = whatMayBe(edge, known.cleared);
  const tells = showsHidden(edge);
  const within = (actions: NestedActions | undefined, allowed: readonly NestedAction[]): NestedActions | undefined => {
    const isLeft = (action: NestedAction) => allowed.includes(action) && !(tells && isCopying(action));
    const both = actions?.actions.filter(isLeft) ?? [];
    return actions && both.length > 0 ? { ...actions, actions: both } : undefined;
  };
  const own = {
    create: edge.source.writes.create && within(known.create, create),
    patch: edge.source.writes.update && within(known.patch, patch),
  };
  return own.create || own.patch ? { edge, columns, cleared, ...own } : undefined;
}

/** Whether a column is seen that refers to one that is not: what is written into it is what the other holds. */
function showsHidden({ source, target, refers, pairs }: Edge): boolean {
  const [owner, other] = refers ? [source, target] : [target, source];
  const isSeen = ({ columns }: Table, { name }: Column) => columns.some((column) => column.name === name);
  return pairs.some((pair) => {
    const [referring, referred] = refers ? [pair.source, pair.target] : [pair.target, pair.source];
    return isSeen(owner, referring) && !isSeen(other, referred);
  });
}

const isCopying = (action: NestedAction): boolean => action === "create" || action === "connect";

const referringColumns = ({ refers, pairs }: Edge): readonly Column[] =>
  pairs.map((pair) => (refers ? pair.source : pair.target));

interface MayBe extends Pick<NestedEdge, "columns" | "cleared"> {
  /** Where the row is made, and where it is changed. */
  readonly create: readonly NestedAction[];
  readonly patch: readonly NestedAction[];
}

/** @param clearable the columns that may become null where rows are to be related no more. */
function whatMayBe(edge: Edge, clearable: readonly Column[]): MayBe {
  const { source, target, refers } = edge;
  const [owner, columns] = [refers ? source : target, referringColumns(edge)];
  const isInsertable = columns.every(({ name }) => owner.writes.insertable.some((column) => column.name === name));
  const isUpdatable = columns.every(({ name }) => owner.writes.updatable.some((column) => column.name === name));
  const cleared = isUpdatable ? clearable : [];
  const { create, update, delete: remove, references } = target.writes;
  const canBeNamed = references !== undefined && references.keys.length > 0;
  const isFound = refers || !edge.many || canBeNamed;
  const mayPatch: Record<NestedAction, boolean> = {
    create: create !== undefined && (refers ? isUpdatable : isInsertable),
    connect: isUpdatable && canBeNamed,
    update: update !== undefined && isFound,
    // A row cannot do without what it has to refer to.
    delete: remove !== undefined && isFound && (!refers || cleared.length > 0) && isLockable(target),
    disconnect: cleared.length > 0 && isFound,
  };
  const mayCreate: readonly NestedAction[] = [
    ...(create && isInsertable ? ["create" as const] : []),
    ...(canBeNamed && (refers ? isInsertable : isUpdatable) ? ["connect" as const] : []),
  ];
  return { columns, cleared, create: mayCreate, patch: nestedActions.filter((action) => mayPatch[action]) };
}

/** Rows are locked before they go, for which Postgres wants the right to update one of its columns. */
const isLockable = ({ rowSecurity, writes }: Table): boolean => !rowSecurity || writes.updatable.length > 0;

/** A row refers to nothing where one of its columns is null: those that other foreign keys have, too, are left to them. */
function clearableOf(columns: readonly Column[], foreignKeys: readonly CatalogForeignKey[]): readonly Column[] {
  const nullable = columns.filter(({ notNull }) => !notNull);
  const isOfThis = (others: readonly string[]) =>
    others.length === columns.length && columns.every(({ name }) => others.includes(name));
  const shared = new Set(foreignKeys.filter((key) => !isOfThis(key.columns)).flatMap((key) => key.columns));
  const own = nullable.filter(({ name }) => !shared.has(name));
  return own.length > 0 ? own : nullable;
}

const nestedActions = ["create", "connect", "update", "delete", "disconnect"] as const satisfies NestedAction[];
