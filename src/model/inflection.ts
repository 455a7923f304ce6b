import { camelCase, joinWords, legalName, lowerFirst, pascalCase, upperFirst } from "./identifiers.ts";
import { plural, singular } from "./plurals.ts";
import { isReserved } from "./reserved.ts";

/**
 * Every rule by which something gets its name. Names depend on the thing itself, never on its neighbours. Where somebody
 * gave a column or a table a name, that name goes into the rules instead of the database's.
 */

/** A table or a type of the database. */
export interface NamedThing {
  readonly prefix: string;
  readonly schema: string;
  readonly name: string;
  /** The name that somebody gave it: it stands for schema and name. */
  readonly given?: string | undefined;
}

/** A part of a name, as it looks at the start of a type and at the start of a field. */
interface Part {
  readonly pascal: string;
  readonly camel: string;
}

const asType = (parts: readonly Part[]): string => legalName(joinWords(parts.map(({ pascal }) => pascal)));

const asField = ([first, ...rest]: readonly Part[]): string =>
  legalName(joinWords([first?.camel ?? "", ...rest.map(({ pascal }) => pascal)]));

/** Prefix, schema outside of `public`, and the thing's own part; with an ending where the gateway has that name. */
function partsOf({ prefix, schema, given }: NamedThing, own: Part, ending: Part): readonly Part[] {
  const start = [prefix, given === undefined && schema !== "public" ? schema : ""].filter(Boolean);
  const parts = [...start.map((each) => ({ pascal: pascalCase(each), camel: camelCase(each) })), own];
  return given === undefined && isReserved(asType(parts)) ? [...parts, ending] : parts;
}

function tableParts(table: NamedThing): readonly Part[] {
  const { name, given } = table;
  const own =
    given === undefined
      ? { pascal: singular(pascalCase(name)), camel: singular(camelCase(name)) }
      : { pascal: upperFirst(given), camel: lowerFirst(given) };
  return partsOf(table, own, { pascal: "Record", camel: "record" });
}

/** `shop`, `order_items` -> `ShopOrderItem`. */
export const typeName = (table: NamedThing): string => asType(tableParts(table));

/** An enum or a composite: `shop`, `order_status` -> `ShopOrderStatus`. */
export function enumName(type: NamedThing): string {
  const { name, given } = type;
  const own =
    given === undefined
      ? { pascal: pascalCase(name), camel: camelCase(name) }
      : { pascal: upperFirst(given), camel: given };
  return asType(partsOf(type, own, { pascal: "Type", camel: "type" }));
}

export const whereName = (type: string): string => `${type}Where`;
export const orderByName = (type: string): string => `${type}OrderBy`;

/** What a relation to many rows of a type is filtered by: `ShopOrderItemListFilter`. */
export const listFilterName = (type: string): string => `${type}ListFilter`;

/** `ShopOrderColumn`: the enum of the columns that rows can be told apart by. */
export const columnEnumName = (type: string): string => `${type}Column`;
export const columnComparisonName = (type: string): string => `${type}ColumnComparison`;

/** How rows are ordered by what can be counted and computed of them: with the order by a least or greatest, and by a sum. */
export const aggregateOrderNames = (type: string) => ({
  all: `${type}AggregateOrderBy`,
  minMax: `${type}MinMaxOrderBy`,
  sumAvg: `${type}SumAvgOrderBy`,
});

export const connectionName = (type: string): string => `${type}Connection`;
export const edgeName = (type: string): string => `${type}Edge`;

/** `ShopOrderInput`: a row that is to be made; `ShopOrderPatch`: what is to be changed of one. */
export const inputName = (type: string): string => `${type}Input`;
export const patchNames = (type: string) => ({
  patchName: `${type}Patch`,
  incrementName: `${type}PatchIncrement`,
  listsName: `${type}PatchLists`,
  removeName: `${type}PatchRemove`,
  mergeName: `${type}PatchMerge`,
});
/** Not `Batch` alone: tables of batches are many. */
/** What names a row: `ShopOrderItemNestedKey`; and what names one that is to change: `ShopOrderItemNestedUpdate`. */
export const referenceNames = (type: string) => ({
  keyName: `${type}NestedKey`,
  updateName: `${type}NestedUpdate`,
});
/** What is to become of the rows that the relation `items` of an order leads to: `ShopOrderItemsNested`, `ShopOrderItemsNestedPatch`. */
export const nestedNames = (type: string, field: string) => ({
  createName: `${type}${upperFirst(field)}Nested`,
  patchName: `${type}${upperFirst(field)}NestedPatch`,
});
export const batchName = (type: string): string => `${type}WriteBatch`;
export const upsertNames = (type: string) => ({ conflictName: `${type}UpsertKey`, columnsName: `${type}PatchColumn` });

/** `createShopOrder` for one row, `createShopOrders` for several; `createManyShopNews` where both are one word. */
export function writeFields(verb: string, table: NamedThing): { readonly one: string; readonly many: string } {
  const one = upperFirst(lookupField(table));
  const several = plural(one);
  return { one: `${verb}${one}`, many: several === one ? `${verb}Many${one}` : `${verb}${several}` };
}

/** `shopOrderItem`. */
export const lookupField = (table: NamedThing): string => asField(tableParts(table));

/** `shopOrderItems`; `shopNewsList` where singular and plural are one word. */
export function listField(table: NamedThing): string {
  const one = lookupField(table);
  const several = plural(one);
  return several === one ? `${one}List` : several;
}

/** `shopOrderItemsConnection`; `shopNewsConnection`. */
export const connectionField = (table: NamedThing): string => relationConnectionField(plural(lookupField(table)));

/** `items` -> `itemsConnection`. */
export const relationConnectionField = (field: string): string => `${field}Connection`;

/** `shopProductBySku`, `shopSeatByRowAndNumber`. */
export const uniqueField = (table: NamedThing, columns: readonly string[]): string =>
  `${lookupField(table)}By${columns.map(pascalCase).join("And")}`;

/** `unit_price` -> `unitPrice`. */
export const columnField = (column: string): string => legalName(camelCase(column));

/** The same where `id` is the gateway's own field: `id` -> `rowId`. */
export function columnFieldBesideId(column: string): string {
  const field = columnField(column);
  return field === "id" ? "rowId" : field;
}

/**
 * A column's name in an input object. Executors read input objects without asking whether the key is their own, so a
 * column `constructor` that was left out would be found all the same: it is `constructor_`, and `constructor_`
 * `constructor__`.
 */
export const inputField = (field: string): string =>
  field.replace(/_+$/, "") in Object.prototype ? `${field}_` : field;

/** The same in a filter, where four names are taken by the grammar itself: `and` is `and_`. */
export const whereField = (field: string): string =>
  /^(and|or|not|compare)_*$/.test(field) ? `${field}_` : inputField(field);

/** What a foreign key's column is about: `customer_id` and `customerId` -> `customer`; undefined without such an ending. */
function subject(column: string): string | undefined {
  const stem = column.replace(/(_id|_ID|(?<=[a-z0-9])I[dD])$/, "");
  return stem === column || stem === "" ? undefined : stem;
}

/** `customer_id` -> `customer`; `created_by` -> `createdByUser`; several columns are joined. */
export function forwardField(columns: readonly string[], target: string): string {
  const [first = "", ...rest] = columns;
  if (rest.length > 0) return legalName(joinWords([camelCase(first), ...rest.map(pascalCase)]));
  const stem = subject(first);
  return legalName(stem === undefined ? joinWords([camelCase(first), singular(pascalCase(target))]) : camelCase(stem));
}

/**
 * `orders` where `customer_id` names the target `customers`, else `ordersByCreatedBy`; singular where the key is unique.
 *
 * @param targets the target's own name and the one that it was given: either may be named.
 */
export function backwardField(
  columns: readonly string[],
  source: string,
  targets: readonly string[],
  unique: boolean,
): string {
  const one = singular(camelCase(source));
  const name = unique ? one : plural(one);
  const [first = "", ...rest] = columns;
  const stem = rest.length === 0 ? subject(first) : undefined;
  if (stem !== undefined && targets.some((target) => singular(pascalCase(target)) === pascalCase(stem))) {
    return legalName(name);
  }
  return legalName(`${name}By${joinWords(stem === undefined ? columns.map(pascalCase) : [pascalCase(stem)])}`);
}

/** A field as the value of an enum: `unitPrice` -> `UNIT_PRICE`. */
export const columnEnumValue = (field: string): string =>
  field.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_").toUpperCase();

/** A GraphQL name for an enum's label: unchanged where legal, else UPPER_SNAKE, else undefined. */
export function enumValue(label: string): string | undefined {
  if (isEnumValue(label)) return label;
  const name = label
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
  return isEnumValue(name) && /[A-Z0-9]/.test(name) ? name : undefined;
}

/** What GraphQL takes for a name, without those that it has for itself (spec, section 2.1.9). */
export function isName(name: string): boolean {
  return /^(?!__)[_A-Za-z][_0-9A-Za-z]*$/.test(name);
}

function isEnumValue(name: string): boolean {
  return isName(name) && !["true", "false", "null"].includes(name);
}
