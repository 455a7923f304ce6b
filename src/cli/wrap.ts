/** The pieces on lines of at most `width` characters; a longer piece has a line of its own. */
export function wrap(pieces: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    const longer = line === undefined ? piece : `${line} ${piece}`;
    if (line === undefined || longer.length > width) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
