import { styleText } from "node:util";
import { visible } from "./visible.ts";
import { wrap } from "./wrap.ts";

/** What is said once it serves. */
export interface Screen {
  readonly url: string;
  /** Of the page that shows the pools; undefined where there is none. */
  readonly dashboard: string | undefined;
  readonly databases: readonly ScreenDatabase[];
  /** Sentences about what was left out. */
  readonly notices: readonly string[];
  /** Sentences about what may go wrong. */
  readonly warnings: readonly string[];
  readonly exampleQuery: string;
}

export interface ScreenDatabase {
  readonly name: string;
  /** `host:port/database` */
  readonly target: string;
  readonly tables: readonly string[];
  readonly pool: { readonly size: number; readonly overflow: number };
}

const mostTables = 8;

/** The screen as text, ended by a newline. `width` is the most characters of a line. */
export function renderScreen(screen: Screen, { width, colour }: { width: number; colour: boolean }): string {
  const paint = (style: "bold" | "dim", text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const column = Math.max(...screen.databases.map(({ name }) => visible(name).length), 0) + 4;
  const databases = screen.databases.flatMap(({ name, target, tables, pool }) => [
    `  ${paint("bold", visible(name))}${" ".repeat(column - 2 - visible(name).length)}${visible(target)}, ${connections(pool)}`,
    ...wrap(tableNames(tables), width - column).map((line) => " ".repeat(column) + line),
  ]);
  const notices = screen.notices.flatMap((notice) => bullet(visible(notice), width));
  const warnings = screen.warnings.flatMap((warning) => bullet(visible(warning), width));
  const query = screen.exampleQuery.trim().split("\n").map(visible);
  return [
    "",
    `Sluice serves ${paint("bold", visible(screen.url))}`,
    ...(screen.dashboard === undefined ? [] : [`Its dashboard ${paint("bold", visible(screen.dashboard))}`]),
    "",
    ...databases,
    "",
    ...(notices.length > 0 ? ["Left out:", ...notices, ""] : []),
    ...(warnings.length > 0 ? ["Warning:", ...warnings, ""] : []),
    "Try:",
    ...query.map((line) => `  ${line}`),
    "",
    paint("dim", "Ctrl-C ends it."),
    "",
  ].join("\n");
}

function connections({ size, overflow }: ScreenDatabase["pool"]): string {
  const kept = `${size} ${size === 1 ? "connection" : "connections"}`;
  return overflow > 0 ? `${kept}, up to ${size + overflow}` : kept;
}

function tableNames(tables: readonly string[]): readonly string[] {
  if (tables.length === 0) return ["no tables"];
  // "and 1 more" would take the place of the one name that it hides.
  const shown = tables.length <= mostTables + 1 ? tables : tables.slice(0, mostTables);
  const names = shown.map((name, index) => visible(name) + (index < shown.length - 1 ? "," : ""));
  const more = tables.length - shown.length;
  return more > 0 ? [...names, `and ${more} more`] : names;
}

function bullet(text: string, width: number): readonly string[] {
  return wrap(text.split(" "), width - 4).map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`));
}
