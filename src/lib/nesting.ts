/** How deep a JSON document may be: what reads and prints it calls itself for every level. */
export const deepestJson = 1000;

/**
 * Whether brackets are nested deeper than `most`, in the text of a JSON value or of a GraphQL document. What stands in
 * strings and comments does not count. This looks at a text before a function that calls itself does.
 */
export function isNestedDeeper(text: string, most: number): boolean {
  return excessOf(text, { depth: most, items: Number.POSITIVE_INFINITY }) === "depth";
}

/** Which of both a text has too much of, the first that is met: levels of brackets, or commas between values. */
export function excessOf(
  text: string,
  most: { readonly depth: number; readonly items: number },
): "depth" | "items" | undefined {
  if (text.length <= most.depth && text.length <= most.items) return undefined;
  const mark = /["#,{}[\]()]/g;
  let depth = 0;
  let items = 0;
  while (mark.test(text)) {
    const at = mark.lastIndex - 1;
    switch (text[at]) {
      case '"':
        mark.lastIndex = text.startsWith('"""', at) ? endOfBlock(text, at) : endOfString(text, at);
        break;
      case "#":
        mark.lastIndex = endOfLine(text, at);
        break;
      case ",":
        items += 1;
        if (items > most.items) return "items";
        break;
      case "{":
      case "[":
      case "(":
        depth += 1;
        if (depth > most.depth) return "depth";
        break;
      default:
        depth -= 1;
    }
  }
  return undefined;
}

/** Behind the string that begins at `start`. One line is the most that it has. */
function endOfString(text: string, start: number): number {
  const stop = /["\\\n\r]/g;
  stop.lastIndex = start + 1;
  while (stop.test(text)) {
    if (text[stop.lastIndex - 1] !== "\\") return stop.lastIndex;
    stop.lastIndex += 1;
  }
  return text.length;
}

/** Behind the block string that begins at `start`; `\"""` does not end it. */
function endOfBlock(text: string, start: number): number {
  let end = text.indexOf('"""', start + 3);
  while (end !== -1 && text[end - 1] === "\\") end = text.indexOf('"""', end + 3);
  return end === -1 ? text.length : end + 3;
}

function endOfLine(text: string, start: number): number {
  const stop = /[\n\r]/g;
  stop.lastIndex = start;
  return stop.test(text) ? stop.lastIndex : text.length;
}
