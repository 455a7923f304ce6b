import { camelCase, legalName, lowerFirst, pascalCase } from "./identifiers.ts";
import { plural, singular } from "./plurals.ts";

/** Every rule by which something gets its name. Names depend on the thing itself, never on its neighbours. */

export interface NamedTable {
  readonly prefix: string;
  readonly schema: string;
  readonly name: string;
}

/** The database's prefix and, outside of `public`, the schema. */
function qualified({ prefix, schema }: NamedTable, name: string): string {
  return legalName(pascalCase(prefix) + (schema === "public" ? "" : pascalCase(schema)) + name);
}

/** `shop`, `order_items` -> `ShopOrderItem`. */
export const typeName = (table: NamedTable): string => qualified(table, singular(pascalCase(table.name)));

/** `shop`, `order_status` -> `ShopOrderStatus`. */
export const enumName = (type: NamedTable): string => qualified(type, pascalCase(type.name));

export const whereName = (type: string): string => `${type}Where`;
export const orderByName = (type: string): string => `${type}OrderBy`;

/** `shopOrderItems`; `shopNewsList` where singular and plural are one word. */
export const listField = (type: string): string => {
  const several = plural(type);
  return lowerFirst(several === type ? `${type}List` : several);
};

/** `shopOrderItem`. */
export const lookupField = (type: string): string => lowerFirst(type);

/** `shopProductBySku`, `shopSeatByRowAndNumber`. */
export const uniqueField = (type: string, columns: readonly string[]): string =>
  `${lowerFirst(type)}By${columns.map(pascalCase).join("And")}`;

/** `unit_price` -> `unitPrice`. */
export const columnField = (column: string): string => legalName(camelCase(column));

/** A column's name in a filter, where three names are taken by the grammar itself. */
export const whereField = (field: string): string => (["and", "or", "not"].includes(field) ? `${field}_` : field);

/** What a foreign key's column is about: `customer_id` and `customerId` -> `customer`; undefined without such an ending. */
function subject(column: string): string | undefined {
  const stem = column.replace(/(_id|_ID|(?<=[a-z0-9])I[dD])$/, "");
  return stem === column || stem === "" ? undefined : stem;
}

/** A name of a table in a field, in Pascal case: the table's own word, without prefix and schema. */
const one = (table: string): string => singular(pascalCase(table));

/** `customer_id` -> `customer`; `created_by` -> `createdByUser`; several columns are joined. */
export function forwardField(columns: readonly string[], target: string): string {
  const [column = ""] = columns;
  if (columns.length > 1) return legalName(lowerFirst(columns.map(pascalCase).join("")));
  const stem = subject(column);
  return legalName(stem === undefined ? camelCase(column) + one(target) : camelCase(stem));
}

/** `orders` where `customer_id` names the target `customers`, else `ordersByCreatedBy`; singular where the key is unique. */
export function backwardField(columns: readonly string[], source: string, target: string, unique: boolean): string {
  const name = lowerFirst(unique ? one(source) : plural(one(source)));
  const [column = ""] = columns;
  const stem = subject(column);
  const namesTarget = columns.length === 1 && stem !== undefined && pascalCase(stem) === one(target);
  if (namesTarget) return legalName(name);
  return legalName(
    `${name}By${columns.map((each) => pascalCase(columns.length === 1 ? (stem ?? each) : each)).join("")}`,
  );
}

/** A GraphQL name for an enum's label: unchanged where legal, else UPPER_SNAKE, else undefined. */
export function enumValue(label: string): string | undefined {
  if (isEnumValue(label)) return label;
  const name = label
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
  return isEnumValue(name) && /[A-Z0-9]/.test(name) ? name : undefined;
}

function isEnumValue(name: string): boolean {
  return /^(?!__)[_A-Za-z][_0-9A-Za-z]*$/.test(name) && !["true", "false", "null"].includes(name);
}
