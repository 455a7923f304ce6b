/** What a comment in the database says: tags rename, hide and deprecate, what is left is the description. */
export interface Comment {
  readonly description: string | undefined;
  /** `@name`: what a table, a column or a type is called. */
  readonly name: string | undefined;
  /** `@field`: the name of a foreign key's field. */
  readonly field: string | undefined;
  /** `@inverse`: the name of the way back. */
  readonly inverse: string | undefined;
  /** `@hidden` */
  readonly hidden: boolean;
  /** `@deprecated`: why, to the end of its line. */
  readonly deprecated: string | undefined;
}

// A value that is no GraphQL name makes no tag: the text stays where its reader sees it.
const end = String.raw`(?:[.,;:](?=\s|$)|(?=[\s)]|$))`;
const naming = new RegExp(String.raw`(^|\s+)@(name|field|inverse)\s+((?!__)[_A-Za-z][_0-9A-Za-z]*)${end}`, "g");
const hiding = new RegExp(String.raw`(^|\s+)@hidden${end}`, "g");
const deprecation = new RegExp(String.raw`(^|\s+)@deprecated${end}(.*)$`);

/** What GraphQL says where no reason is given (spec, section 3.13.3). */
const noReason = "No longer supported";

export function readComment(text: string | undefined): Comment {
  const tags = new Map<string, string>();
  const lines = (text ?? "").split("\n").flatMap((line) => {
    const left = line
      .replace(naming, (_, _space, tag: string, value: string) => {
        tags.set(tag, value);
        return "";
      })
      .replace(hiding, () => {
        tags.set("hidden", "");
        return "";
      })
      .replace(deprecation, (_, _space, reason: string) => {
        tags.set("deprecated", reason.trim() || noReason);
        return "";
      });
    // A line of tags alone leaves no empty line behind.
    return left.trim() === "" && line.trim() !== "" ? [] : [left.trimEnd()];
  });
  return {
    description: lines.join("\n").trim() || undefined,
    name: tags.get("name"),
    field: tags.get("field"),
    inverse: tags.get("inverse"),
    hidden: tags.has("hidden"),
    deprecated: tags.get("deprecated"),
  };
}
