import { changes } from "./changes.ts";
import { ownerOf, type TableHead } from "./heads.ts";
import { upperFirst } from "./identifiers.ts";
import {
  batchName,
  columnEnumValue,
  inputName,
  patchNames,
  referenceNames,
  upsertNames,
  writeFields,
} from "./inflection.ts";
import type { ExposedKey } from "./keys.ts";
import type { Column, CreateFields, DeleteFields, References, UpdateFields, UpsertField, Writes } from "./model.ts";
import { type Names, theGateway } from "./names.ts";
import { isGivable } from "./value-type.ts";

/** How rows of a table are written, under which names: nothing of a database that is only read. */
export function exposeWrites(
  head: TableHead,
  columns: readonly Column[],
  keys: readonly ExposedKey[],
  readOnly: boolean,
  names: Names,
): Writes {
  const insertable = readOnly ? [] : columns.filter(({ write, type }) => write.insert && isGivable(type));
  const updatable = readOnly ? [] : columns.filter(({ write, type }) => write.update && isGivable(type));
  const batch = batchName(head.typeName);
  const key = keys.find(({ primary }) => primary)?.columns;
  const hasKey = key !== undefined;
  const isUpdated = updatable.length > 0;
  const isDeleted = !readOnly && head.catalog.deletable;
  const hasBatch = (isUpdated || isDeleted) && names.claim("type", batch, ownerOf(head, "batch"));
  const create = insertable.length > 0 ? claimCreate(head, names) : undefined;
  return {
    create,
    update: isUpdated && hasBatch ? claimUpdate(head, key, names) : undefined,
    delete: isDeleted && hasBatch ? claimDelete(head, hasKey, names) : undefined,
    upsert: create && isUpdated ? claimUpsert(head, keys, new Set(insertable), updatable, names) : undefined,
    references: readOnly ? undefined : claimReferences(head, keys, names),
    batchName: batch,
    insertable,
    updatable,
    triggers: head.catalog.triggers,
  };
}

function claimCreate(head: TableHead, names: Names): CreateFields | undefined {
  const owner = ownerOf(head, "create");
  const { one, many } = writeFields("create", head.named);
  const input = inputName(head.typeName);
  const isFree = names.claim("type", input, owner) && names.claim("Mutation", [one, many], owner);
  return isFree ? { one, many, inputName: input } : undefined;
}

function claimUpdate(head: TableHead, key: readonly Column[] | undefined, names: Names): UpdateFields | undefined {
  const owner = ownerOf(head, "update");
  const { one, many } = writeFields("update", head.named);
  const types = patchNames(head.typeName);
  const isFree = names.claim("type", Object.values(types), owner) && names.claim("Mutation", [one, many], owner);
  return isFree ? { one: key && isKeyFree(head, one, key, names) ? one : undefined, many, ...types } : undefined;
}

/** Whether no column of the key has the name of another argument of the field. */
function isKeyFree(head: TableHead, field: string, key: readonly Column[], names: Names): boolean {
  const scope = `arguments of ${field}`;
  names.claim(scope, ["patch", "ifMatch", ...changes], theGateway);
  return names.claim(
    scope,
    key.map((column) => column.field),
    ownerOf(head, "update by key"),
  );
}

function claimDelete(head: TableHead, hasKey: boolean, names: Names): DeleteFields | undefined {
  const { one, many } = writeFields("delete", head.named);
  const isFree = names.claim("Mutation", [one, many], ownerOf(head, "delete"));
  return isFree ? { one: hasKey ? one : undefined, many } : undefined;
}

/** By the keys whose columns all can be given; Postgres knows conflicts of its own indexes only. */
function claimUpsert(
  head: TableHead,
  keys: readonly ExposedKey[],
  insertable: ReadonlySet<Column>,
  updatable: readonly Column[],
  names: Names,
): UpsertField | undefined {
  const own = new Set(head.catalog.keys.map(({ name }) => name));
  const usable = keys.filter(({ name, columns }) => own.has(name) && columns.every((column) => insertable.has(column)));
  if (usable.length === 0 || head.catalog.kind !== "table") return undefined;
  const owner = ownerOf(head, "upsert");
  const { one: field } = writeFields("upsert", head.named);
  const types = upsertNames(head.typeName);
  if (!names.claim("type", Object.values(types), owner) || !names.claim("Mutation", field, owner)) return undefined;
  // Two indexes over the same columns are one key.
  const distinct = new Map(usable.map((key) => [JSON.stringify(key.columns.map(({ name }) => name).sort()), key]));
  const keyValues = [...distinct.values()]
    .map(({ columns }) => ({ name: columns.map((column) => columnEnumValue(column.field)).join("_AND_"), columns }))
    .filter(({ name }) => names.claim(types.conflictName, name, owner));
  // Two columns that an enum would call the same were told of where rows are told apart.
  const columnValues = [...new Map(updatable.toReversed().map((column) => [columnEnumValue(column.field), column]))]
    .map(([name, column]) => ({ name, column }))
    .toReversed();
  return { field, ...types, keys: keyValues, columns: columnValues };
}

function claimReferences(head: TableHead, keys: readonly ExposedKey[], names: Names): References | undefined {
  const owner = ownerOf(head, "references");
  const types = referenceNames(head.typeName);
  if (keys.length === 0 || !names.claim("type", Object.values(types), owner)) return undefined;
  const distinct = new Map(
    keys.map(({ columns }) => [JSON.stringify(columns.map(({ name }) => name).sort()), columns]),
  );
  const named = [...distinct.values()].flatMap((columns) => {
    const [first, ...rest] = columns.map(({ field }) => field);
    if (first === undefined) return [];
    const field = [first, ...rest.map(upperFirst)].join("And");
    const typeName = rest.length > 0 ? `${head.typeName}${upperFirst(field)}NestedKey` : undefined;
    const isFree =
      names.claim(types.keyName, field, owner) && (typeName === undefined || names.claim("type", typeName, owner));
    return isFree ? [{ field, typeName, columns }] : [];
  });
  return { ...types, keys: named };
}
