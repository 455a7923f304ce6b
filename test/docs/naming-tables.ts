import { keyRules } from "../integration/naming/key-rules.ts";
import { omissionRules, reader } from "../integration/naming/omission-rules.ts";
import { clashRules } from "../unit/model/clash-rules.ts";
import { commentRules } from "../unit/model/comment-rules.ts";
import { ruleTables } from "../unit/model/naming-rules.ts";
import { code, printTable } from "./document.ts";

/** One line, with the tests' own names made readable. */
const plain = (text: string): string => text.replaceAll(reader, "reader").replace(/\s+/g, " ").trim();

const rules = ruleTables.map(({ id, head, rules }): [string, string] => [
  id,
  printTable(
    head,
    rules.map(({ given, expected, why }) => [...[...given, ...expected].map(code), why]),
  ),
]);

const comments = printTable(
  ["comment", "means"],
  commentRules.map(({ comment, means: { description, hidden, ...tags } }) => [
    code(comment),
    [
      ...Object.entries(tags).map(([tag, value]) => `${tag} ${code(value ?? "")}`),
      ...(hidden ? ["hidden"] : []),
      ...(description === undefined ? [] : [`description “${description}”`]),
    ].join(", "),
  ]),
);

const keys = printTable(
  ["made by", "finds a row", ""],
  keyRules.map(({ table, sql, lookups, reason = "" }) => [
    sql.map((statement) => code(statement.replaceAll(/\bT(?=_|\b)/g, table))).join("; "),
    lookups.map(code).join(", "),
    reason,
  ]),
);

const omissions = printTable(
  ["what", "as `sluice inspect` has it"],
  omissionRules.map(({ what, place, reason }) => [what, `${code(place.replace("db.", ""))} ${plain(reason)}`]),
);

const clashes = printTable(
  ["what clashes", "is left out, or named", "why, and what resolves it"],
  clashRules.map(({ what, place, reason }) => [what, code(place), reason]),
);

/** The tables of `docs/naming.md`. */
export const namingTables: ReadonlyMap<string, string> = new Map([
  ...rules,
  ["comments", comments],
  ["keys", keys],
  ["omissions", omissions],
  ["clashes", clashes],
]);
