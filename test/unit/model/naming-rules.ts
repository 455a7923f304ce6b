import {
  backwardField,
  batchName,
  columnEnumName,
  columnEnumValue,
  columnField,
  columnFieldBesideId,
  connectionField,
  connectionName,
  edgeName,
  enumName,
  enumValue,
  forwardField,
  inputName,
  listField,
  lookupField,
  patchNames,
  typeName,
  uniqueField,
  whereField,
  writeFields,
} from "../../../src/model/inflection.ts";

/** Rules of naming with an example each: they are tests, and the tables of `docs/naming.md` are printed from them. */
export interface RuleTable {
  /** Names the table's place in the document. */
  readonly id: string;
  readonly head: readonly string[];
  readonly rules: readonly Rule[];
}

export interface Rule {
  readonly given: readonly string[];
  readonly expected: readonly string[];
  readonly actual: () => readonly (string | undefined)[];
  readonly why: string;
}

type Row = readonly [given: string, expected: string, why: string];

function single(
  id: string,
  head: readonly string[],
  actual: (given: string) => string | undefined,
  rows: readonly Row[],
) {
  const rules = rows.map(([given, expected, why]) => ({
    given: [given],
    expected: [expected],
    actual: () => [actual(given)],
    why,
  }));
  return { id, head, rules };
}

const columns = single("columns", ["column", "field", ""], columnField, [
  ["unit_price", "unitPrice", "words in camel case"],
  ["unitPrice", "unitPrice", "an inner capital stays"],
  ["UNIT_PRICE", "unitPrice", "a shouted word does not"],
  ["eMail", "eMail", ""],
  ["IPAddress", "ipAddress", "an abbreviation at the start is one word"],
  ["unit price", "unitPrice", "white space separates words"],
  ["unit-price (net)", "unitPriceNet", "so does punctuation"],
  ["item_1_2", "item1_2", "numbers stay apart"],
  ["_id", "_id", "a leading underscore stays"],
  ["__proto__", "_proto", "two are GraphQL's own"],
  ["2nd", "_2nd", "a leading digit gets one"],
  ["where", "where", "no word is reserved for fields"],
  ["constructor", "constructor", ""],
  ["hasOwnProperty", "hasOwnProperty", ""],
  ["Größe", "grosse", "Latin letters lose their marks"],
  ["Ærø", "aero", ""],
  ["ｆｕｌｌ", "full", "other forms of a Latin letter are that letter"],
  ["m²", "m2", ""],
  ["価格", "u4fa1U683c", "any other letter is its code point"],
  ["цена", "u446U435U43dU430", ""],
  ["か", "u304b", ""],
  ["が", "u304c", "where marks are half of the word they count"],
  ["discount", "discount", ""],
  ["discount %", "discountU25", "a sign or a symbol is its code point"],
  ["a😀", "aU1f600", ""],
  ["$$", "u24U24", ""],
  ["__", "u5fU5f", "so is punctuation where there is nothing else"],
]);

const relay = single("relay", ["column", "field", ""], columnFieldBesideId, [
  ["id", "rowId", "`id` is the gateway's own"],
  ["ID", "rowId", ""],
  ["_id", "_id", ""],
  ["order_id", "orderId", ""],
]);

const tables: RuleTable = {
  id: "tables",
  head: ["prefix", "schema", "table", "type", "list", "by key", ""],
  rules: (
    [
      [
        "shop",
        "public",
        "order_items",
        "ShopOrderItem",
        "shopOrderItems",
        "shopOrderItem",
        "singular; `public` is not named",
      ],
      ["", "public", "order_items", "OrderItem", "orderItems", "orderItem", 'with `prefix: ""`'],
      ["shop", "audit", "events", "ShopAuditEvent", "shopAuditEvents", "shopAuditEvent", "any other schema is, always"],
      ["shop", "public", "Order Items", "ShopOrderItem", "shopOrderItems", "shopOrderItem", ""],
      ["shop", "public", "news", "ShopNews", "shopNewsList", "shopNews", "one word for one and for several"],
      ["shop", "public", "series", "ShopSeries", "shopSeriesList", "shopSeries", ""],
      ["shop", "public", "people", "ShopPerson", "shopPeople", "shopPerson", ""],
      ["shop", "public", "order_batches", "ShopOrderBatch", "shopOrderBatches", "shopOrderBatch", ""],
      ["", "public", "nodes", "Node", "nodes", "node", "without `relay`, with which it clashes"],
      ["", "public", "2fa_codes", "_2faCode", "_2faCodes", "_2faCode", ""],
      ["", "public", "URLPaths", "URLPath", "urlPaths", "urlPath", ""],
      ["shop", "public", "注文", "ShopU6ce8U6587", "shopU6ce8U6587s", "shopU6ce8U6587", ""],
      ["shop", "public", "query", "ShopQuery", "shopQueries", "shopQuery", "with a prefix nothing is reserved"],
      ["", "public", "query", "QueryRecord", "queryRecords", "queryRecord", "the gateway has a type `Query`"],
      ["", "public", "mutation", "MutationRecord", "mutationRecords", "mutationRecord", ""],
      ["", "public", "subscriptions", "SubscriptionRecord", "subscriptionRecords", "subscriptionRecord", ""],
      ["", "public", "pools", "PoolRecord", "poolRecords", "poolRecord", ""],
      ["", "public", "closed", "ClosedRecord", "closedRecords", "closedRecord", "an event of a pool"],
      ["", "public", "pool", "PoolRecord", "poolRecords", "poolRecord", ""],
      ["", "public", "boolean", "BooleanRecord", "booleanRecords", "booleanRecord", ""],
      ["", "public", "int", "IntRecord", "intRecords", "intRecord", ""],
    ] as const
  ).map(([prefix, schema, name, type, list, lookup, why]) => {
    const table = { prefix, schema, name };
    return {
      given: [prefix, schema, name],
      expected: [type, list, lookup],
      actual: () => [typeName(table), listField(table), lookupField(table)],
      why,
    };
  }),
};

const named: RuleTable = {
  id: "given",
  head: ["prefix", "schema", "table", "name given", "type", "list", "by `sku`", ""],
  rules: (
    [
      [
        "shop",
        "public",
        "tbl_ord",
        "Purchase",
        "ShopPurchase",
        "shopPurchases",
        "shopPurchaseBySku",
        "the prefix stays",
      ],
      ["shop", "audit", "tbl_ord", "purchase", "ShopPurchase", "shopPurchases", "shopPurchaseBySku", "the schema goes"],
      ["", "public", "tbl_ord", "Purchase", "Purchase", "purchases", "purchaseBySku", ""],
    ] as const
  ).map(([prefix, schema, name, given, type, list, unique, why]) => {
    const table = { prefix, schema, name, given };
    return {
      given: [prefix, schema, name, given],
      expected: [type, list, unique],
      actual: () => [typeName(table), listField(table), uniqueField(table, ["sku"])],
      why,
    };
  }),
};

const unique: RuleTable = {
  id: "unique",
  head: ["columns of the unique key of `products`", "root field", ""],
  rules: (
    [
      [["sku"], "shopProductBySku", ""],
      [["row_no", "number"], "shopProductByRowNoAndNumber", "several columns"],
    ] as const
  ).map(([key, expected, why]) => ({
    given: [key.join(", ")],
    expected: [expected],
    actual: () => [uniqueField({ prefix: "shop", schema: "public", name: "products" }, key)],
    why,
  })),
};

const types = single(
  "types",
  ["enum or composite type", "type", ""],
  (name) => enumName({ prefix: name === "int" ? "" : "shop", schema: "public", name }),
  [
    ["order_status", "ShopOrderStatus", "as it is: neither singular nor plural"],
    ["int", "IntType", "without a prefix, where the gateway has a type `Int`"],
  ],
);

const relations: RuleTable = {
  id: "relations",
  head: ["table", "foreign key", "to", "field", "way back", ""],
  rules: (
    [
      [
        "orders",
        ["customer_id"],
        "customers",
        false,
        "customer",
        "orders",
        "the column names the table that it refers to",
      ],
      ["orders", ["customerId"], "customers", false, "customer", "orders", ""],
      [
        "accounts",
        ["customer_id"],
        "customers",
        true,
        "customer",
        "account",
        "a unique column: at most one row comes back",
      ],
      ["orders", ["buyer_id"], "customers", false, "buyer", "ordersByBuyer", "it names something else"],
      ["orders", ["created_by"], "users", false, "createdByUser", "ordersByCreatedBy", "it does not end in `_id`"],
      ["categories", ["parent_id"], "categories", false, "parent", "categoriesByParent", "to the same table"],
      [
        "returns",
        ["order_id", "line_no"],
        "order_items",
        false,
        "orderIdLineNo",
        "returnsByOrderIdLineNo",
        "several columns are joined",
      ],
    ] as const
  ).map(([source, key, target, isUnique, forward, backward, why]) => ({
    given: [source, `${key.join(", ")}${isUnique ? " (unique)" : ""}`, target],
    expected: [forward, backward],
    actual: () => [forwardField(key, target), backwardField(key, source, [target], isUnique)],
    why,
  })),
};

const pages: RuleTable = {
  id: "pages",
  head: ["table", "connection", "its type", "its edges", "columns", ""],
  rules: (
    [
      [
        "order_items",
        "shopOrderItemsConnection",
        "ShopOrderItemConnection",
        "ShopOrderItemEdge",
        "ShopOrderItemColumn",
        "",
      ],
      [
        "news",
        "shopNewsConnection",
        "ShopNewsConnection",
        "ShopNewsEdge",
        "ShopNewsColumn",
        "one word for one and for several",
      ],
    ] as const
  ).map(([name, ...expected]) => {
    const table = { prefix: "shop", schema: "public", name };
    const type = typeName(table);
    const why = expected[4];
    return {
      given: [name],
      expected: expected.slice(0, 4),
      actual: () => [connectionField(table), connectionName(type), edgeName(type), columnEnumName(type)],
      why,
    };
  }),
};

const writes: RuleTable = {
  id: "writes",
  head: ["table", "one row", "several", "input", "patch", "several that were changed", ""],
  rules: (
    [
      [
        "order_items",
        "createShopOrderItem",
        "createShopOrderItems",
        "ShopOrderItemInput",
        "ShopOrderItemPatch",
        "ShopOrderItemWriteBatch",
        "so with `update` and `delete`, and `upsert` for one",
      ],
      [
        "news",
        "createShopNews",
        "createManyShopNews",
        "ShopNewsInput",
        "ShopNewsPatch",
        "ShopNewsWriteBatch",
        "one word for one and for several",
      ],
    ] as const
  ).map(([name, ...expected]) => {
    const table = { prefix: "shop", schema: "public", name };
    const type = typeName(table);
    const { one, many } = writeFields("create", table);
    return {
      given: [name],
      expected: expected.slice(0, 5),
      actual: () => [one, many, inputName(type), patchNames(type).patchName, batchName(type)],
      why: expected[5],
    };
  }),
};

const columnValues = single("values", ["field", "in `distinctOn`", ""], columnEnumValue, [
  ["unitPrice", "UNIT_PRICE", ""],
  ["id", "ID", ""],
  ["item1_2", "ITEM1_2", ""],
  ["u4fa1U683c", "U4FA1_U683C", ""],
  ["_id", "_ID", ""],
]);

const filters = single("filters", ["field", "in `where`", ""], whereField, [
  ["id", "id", ""],
  ["and", "and_", "`and`, `or`, `not` and `compare` are the filter's own"],
  ["or", "or_", ""],
  ["not", "not_", ""],
  ["compare", "compare_", ""],
  ["and_", "and__", "so that two names stay two"],
  ["constructor", "constructor_", "what JavaScript's objects have already; so in `orderBy`"],
  ["toString", "toString_", ""],
]);

const labels = single("labels", ["label", "enum value", ""], (label) => enumValue(label) ?? "", [
  ["PAID", "PAID", "as it is where GraphQL can spell it"],
  ["paid", "paid", ""],
  ["in transit", "IN_TRANSIT", "else in capitals"],
  ["true", "TRUE", "a word of GraphQL's own"],
  ["__x", "_X", ""],
  ["+", "", "none: then the whole enum is a `String`, as where two labels would be one"],
]);

export const ruleTables: readonly RuleTable[] = [
  columns,
  relay,
  tables,
  named,
  unique,
  types,
  relations,
  pages,
  writes,
  columnValues,
  filters,
  labels,
];
