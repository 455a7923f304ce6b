/** The known name that was probably meant: at most a third of it is wrong. Undefined where none is that near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const edits = distance(name.toLowerCase(), candidate.toLowerCase());
    if (edits < least && edits < candidate.length && edits <= Math.max(1, candidate.length / 3)) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

/** How many letters to add, drop, replace, or swap with their neighbour. */
function distance(from: string, to: string): number {
  // Row and column -1, before the first letters, are where the count of what to add or drop starts.
  const rows = new Map<number, Map<number, number>>();
  const at = (row: number, column: number): number =>
    row < 0 ? column + 1 : column < 0 ? row + 1 : (rows.get(row)?.get(column) ?? 0);
  for (let row = 0; row < from.length; row += 1) {
    const line = new Map<number, number>();
    rows.set(row, line);
    for (let column = 0; column < to.length; column += 1) {
      const replaced = at(row - 1, column - 1) + (from[row] === to[column] ? 0 : 1);
      const isSwap = row > 0 && column > 0 && from[row] === to[column - 1] && from[row - 1] === to[column];
      const swapped = isSwap ? at(row - 2, column - 2) + 1 : replaced;
      line.set(column, Math.min(replaced, swapped, at(row - 1, column) + 1, at(row, column - 1) + 1));
    }
  }
  return at(from.length - 1, to.length - 1);
}

/** `did you mean "size"?`, or else what there is: `known are size, overflow`. */
export function hint(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  if (known.length === 0) return "there is none";
  const more = known.length - mostShown;
  return `known are ${known.slice(0, mostShown).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const mostShown = 20;
