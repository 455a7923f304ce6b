import { changes } from "./changes.ts";
import { ownerOf, type TableHead } from "./heads.ts";
import { batchName, columnEnumValue, inputName, patchNames, upsertNames, writeFields } from "./inflection.ts";
import type { ExposedKey } from "./keys.ts";
import {
  type Column,
  type CreateFields,
  type DeleteFields,
  isGivable,
  type UpdateFields,
  type UpsertField,
  type Writes,
} from "./model.ts";
import { type Names, theGateway } from "./names.ts";

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
    upsert: create && isUpdated ? claimUpsert(head, keys, new Set(insertable), names) : undefined,
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
  names: Names,
): UpsertField | undefined {
  const own = new Set(head.catalog.keys.map(({ name }) => name));
  const usable = keys.filter(({ name, columns }) => own.has(name) && columns.every((column) => insertable.has(column)));
  const named = new Map(
    usable.map(({ columns }) => [columns.map(({ field }) => columnEnumValue(field)).join("_AND_"), columns]),
  );
  if (named.size === 0 || head.catalog.kind !== "table") return undefined;
  const owner = ownerOf(head, "upsert");
  const { one: field } = writeFields("upsert", head.named);
  const types = upsertNames(head.typeName);
  const isFree = names.claim("type", Object.values(types), owner) && names.claim("Mutation", field, owner);
  return isFree ? { field, ...types, keys: [...named].map(([name, columns]) => ({ name, columns })) } : undefined;
}
