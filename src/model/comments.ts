/** A comment on an object: `@tag value` anywhere renames, what is left is the description. */
export interface Comment {
  readonly description: string | undefined;
  /** `@field`: the name of a foreign key's field. */
  readonly field: string | undefined;
  /** `@inverse`: the name of the way back. */
  readonly inverse: string | undefined;
}

const tag = /(?<=^|\s)@(field|inverse)\s+([_A-Za-z][_0-9A-Za-z]*)/g;

export function readComment(text: string | undefined): Comment {
  const tags = new Map<string, string>();
  const description = (text ?? "")
    .replace(tag, (_, name: string, value: string) => {
      tags.set(name, value);
      return "";
    })
    .trim();
  return { description: description || undefined, field: tags.get("field"), inverse: tags.get("inverse") };
}
