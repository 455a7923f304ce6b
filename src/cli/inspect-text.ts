import { styleText } from "node:util";
import type { DatabaseReport, EdgeReport, InspectionReport, OmissionReport, TableReport } from "./inspection.ts";
import { visible } from "./visible.ts";
import { wrap } from "./wrap.ts";

interface Look {
  /** The most characters of a line. */
  readonly width: number;
  readonly colour: boolean;
}

/** A report for people, ended by a newline. */
export function renderInspection(report: InspectionReport, look: Look): string {
  const { databases, omissions } = report;
  const lines = [
    ...databases.flatMap((database) => renderDatabase(database, look)),
    ...(omissions.length > 0 ? ["Links that are not exposed:", ...bullets(omissions, "", look), ""] : []),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function renderDatabase({ name, target, tables, omissions }: DatabaseReport, look: Look): readonly string[] {
  const bold = (text: string) => (look.colour ? styleText("bold", text, { validateStream: false }) : text);
  return [
    `${bold(visible(name))}  ${visible(target)}`,
    "",
    ...(tables.length === 0 ? ["  no tables", ""] : tables.flatMap((table) => renderTable(table, bold, look.width))),
    // Their places begin with the database's name, which stands above.
    ...(omissions.length > 0 ? ["  Not exposed:", ...bullets(omissions, `${name}.`, look), ""] : []),
  ];
}

function renderTable(table: TableReport, bold: (text: string) => string, width: number): readonly string[] {
  const { list, lookups, columns, key, relations, links } = table;
  const roots = [
    ...(list === null ? [] : [list]),
    ...lookups.map((each) => `${each.field}(${each.arguments.join(", ")})`),
  ];
  const count = `${columns.length} ${columns.length === 1 ? "column" : "columns"}`;
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ["root", roots.length > 0 ? roots : ["no field: its names are taken"]],
    ["holds", [count, key === null ? "no key" : `key ${key.join(" + ")}`]],
    ["relations", relations.map(renderEdge)],
    ["links", links.map(renderEdge)],
  ];
  return [
    `  ${visible(`${table.schema}.${table.name}`)} -> ${bold(table.type)}`,
    ...facts.flatMap(([title, items]) => renderFact(title, items, width)),
    "",
  ];
}

const factColumn = 16;

function renderFact(title: string, items: readonly string[], width: number): readonly string[] {
  const pieces = items.map((item, index) => visible(item) + (index < items.length - 1 ? "," : ""));
  const start = `    ${title}`.padEnd(factColumn);
  return wrap(pieces, width - factColumn).map((line, index) => (index === 0 ? start : " ".repeat(factColumn)) + line);
}

const renderEdge = ({ field, type, many }: EdgeReport): string => `${field} -> ${many ? `[${type}]` : type}`;

/** How many things with one reason are named before the rest is counted. */
const mostPlaces = 5;

function bullets(omissions: readonly OmissionReport[], start: string, { width }: Look): readonly string[] {
  const groups = [...Map.groupBy(omissions, (omission) => omission.reason)];
  return groups.flatMap(([reason, members]) => {
    const places = members.map(({ place }) => (place.startsWith(start) ? place.slice(start.length) : place));
    const more = places.length - mostPlaces;
    const shown = `${places.slice(0, mostPlaces).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
    const sentence = visible(places.length === 1 ? `${shown} ${reason}` : `${shown}: each ${reason}`);
    return wrap(sentence.split(" "), width - 6).map((line, index) => (index === 0 ? `    - ${line}` : `      ${line}`));
  });
}
