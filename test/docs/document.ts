import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";

/** A document of which some parts are printed from what the tests check. */
export interface PrintedDocument {
  /** In `docs/`. */
  readonly file: string;
  /** The parts by the name that the document's comments `<!-- rules: name -->` … `<!-- end -->` give them. */
  readonly parts: ReadonlyMap<string, string>;
}

/** Holds a document equal to what it is printed from; with UPDATE_GOLDEN=1 prints it. */
export function testDocument({ file, parts }: PrintedDocument): void {
  test(`docs/${file} says what the tests check (UPDATE_GOLDEN=1 prints it)`, () => {
    const url = new URL(`../../docs/${file}`, import.meta.url);
    const used: string[] = [];
    const printed = readFileSync(url, "utf8").replace(
      /(<!-- rules: (\w+) -->\n).*?(<!-- end -->)/gs,
      (_, start: string, name: string, end: string) => {
        used.push(name);
        return `${start}\n${parts.get(name) ?? `There is no part ${name}.`}\n\n${end}`;
      },
    );
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(url, printed);
    expect(used.sort()).toEqual([...parts.keys()].sort());
    expect(readFileSync(url, "utf8")).toBe(printed);
  });
}

/** A table in Markdown. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Text as code in a table's cell, backticks included; characters that cannot be seen are spelled. */
export function code(text: string): string {
  if (text === "") return "";
  const shown = text
    .replaceAll("|", "\\|")
    .replaceAll("\n", " ")
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu, (char) => {
      return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
  return shown.includes("`") ? `\`\` ${shown} \`\`` : `\`${shown}\``;
}
