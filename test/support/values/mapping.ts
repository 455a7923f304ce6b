import { isObject, sourceOf } from "./exact.ts";

// What docs/types.md promises, told a second time and without a look at the gateway: from what Postgres' own
// `row_to_json` prints to what the gateway has to answer. Numbers are as `parseExact` leaves them.

/** Attributes of the composites of `setup.sql`, as Postgres names them: the field, and its type in GraphQL. */
const composites: Readonly<Record<string, Readonly<Record<string, readonly [field: string, type: string]>>>> = {
  Address: {
    street: ["street", "String"],
    "postal code": ["postalCode", "String"],
    floor_no: ["floorNo", "Int"],
    levels: ["levels", "[BigInt]"],
  },
  Contact: {
    label: ["label", "String"],
    addresses: ["addresses", "[Address]"],
    main: ["main", "Address"],
    light: ["light", "TrafficLight"],
    share: ["share", "Float"],
    extra: ["extra", "JSON"],
    key: ["key", "Bytes"],
  },
  OrgChart: { title: ["title", "String"], contacts: ["contacts", "[Contact]"] },
  Stay: {
    room: ["room", "Int"],
    nights: ["nights", "DateRange"],
    discounts: ["discounts", "[DecimalRange]"],
    closed: ["closed", "[IntRange!]"],
  },
};

/** Values by label. */
const enums: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  TrafficLight: { RED: "RED", amber: "amber", "go-green": "GO_GREEN", true: "TRUE" },
};

/** What has to be selected of a type to have all of it. */
export function wholeSelection(type: string): string {
  const name = type.replaceAll(/[[\]!]/g, "");
  if (name.endsWith("Range")) return "{ lower upper lowerInclusive upperInclusive empty }";
  const composite = composites[name];
  if (!composite) return "";
  return `{ ${Object.values(composite)
    .map(([field, inner]) => `${field} ${wholeSelection(inner)}`)
    .join(" ")} }`;
}

/** What the gateway answers for a value that `row_to_json` printed. */
export function documented(printed: unknown, type: string): unknown {
  if (printed === null) return null;
  const item = itemOf(type);
  if (item !== undefined) {
    if (Array.isArray(printed)) return printed.map((each) => documented(each, item));
    return rangesOf(String(printed)).map((each) => rangeOf(each, item.slice(0, -"Range".length)));
  }
  if (type.endsWith("Range")) return rangeOf(String(printed), type.slice(0, -"Range".length));
  const composite = composites[type];
  if (!composite) return scalarOf(printed, type);
  const attributes = isObject(printed) ? printed : {};
  return Object.fromEntries(
    Object.entries(composite).map(([name, [field, inner]]) => [field, documented(attributes[name], inner)]),
  );
}

/** The same answer with one spelling for each float, which may be printed in several. */
export function normalised(answer: unknown, type: string): unknown {
  if (answer === null || answer === undefined) return answer;
  const item = itemOf(type);
  if (item !== undefined && Array.isArray(answer)) return answer.map((each) => normalised(each, item));
  if (type === "Float") return float(answer);
  if (type === "FloatRange" && isObject(answer)) {
    return { ...answer, lower: normalised(answer.lower, "Float"), upper: normalised(answer.upper, "Float") };
  }
  const fields = Object.values(composites[type] ?? {});
  if (fields.length === 0 || !isObject(answer)) return answer;
  return Object.fromEntries(fields.map(([field, inner]) => [field, normalised(answer[field], inner)]));
}

function itemOf(type: string): string | undefined {
  return /^\[(.*?)!?\]$/.exec(type)?.[1];
}

function scalarOf(printed: unknown, type: string): unknown {
  switch (type) {
    case "BigInt":
    case "Decimal":
      return sourceOf(printed) ?? printed;
    case "Float":
      return float(printed);
    case "Bytes":
      return Buffer.from(String(printed).slice(2), "hex").toString("base64");
    default:
      return enums[type]?.[String(printed)] ?? printed;
  }
}

function float(printed: unknown): unknown {
  const source = sourceOf(printed);
  if (source === undefined) return null;
  const number = Number(source);
  return JSON.rawJSON(Object.is(number, -0) ? "-0" : String(number));
}

/** A multirange's ranges: `{[1,3),[5,)}`. A quoted end may hold any bracket. */
function rangesOf(text: string): readonly string[] {
  return text.slice(1, -1).match(/[[(](?:"(?:[^"\\]|\\.|"")*"|[^"\])])*[\])]/g) ?? [];
}

/** A range as Postgres prints it (manual, section 8.17.5): `[1,5)`, `(,"2024-01-01 00:00:00+00"]`, `empty`. */
function rangeOf(text: string, type: string): unknown {
  const ends = /^([[(])("(?:[^"\\]|\\.|"")*"|[^",]*),("(?:[^"\\]|\\.|"")*"|[^",]*)([\])])$/s.exec(text);
  const [, left, lower = "", upper = "", right] = ends ?? [];
  return {
    lower: endOf(lower, type),
    upper: endOf(upper, type),
    lowerInclusive: left === "[",
    upperInclusive: right === "]",
    empty: text === "empty",
  };
}

function endOf(quoted: string, type: string): unknown {
  if (quoted === "") return null;
  const text = quoted.startsWith('"') ? quoted.slice(1, -1).replaceAll(/\\(.)|"(")/gs, "$1$2") : quoted;
  switch (type) {
    case "Int":
      return JSON.rawJSON(text);
    case "Float":
      return Number.isFinite(Number(text)) ? float(JSON.rawJSON(text)) : null;
    case "DateTime":
      return text.replace(/^(\d+-\d\d-\d\d) (\S+?)(\+00)?( BC)?$/, (_, date, time, zone, era) =>
        [date, "T", time, zone ? "+00:00" : "", era ?? ""].join(""),
      );
    default:
      return scalarOf(text, type);
  }
}
