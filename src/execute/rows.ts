/** How many rows an answer stands for: of a list, of a single row, or of nothing. */
export function countRows(answer: unknown): number {
  if (Array.isArray(answer)) return answer.length;
  return answer === null || answer === undefined ? 0 : 1;
}

/** The same for a link, whose answer has one entry per key. */
export function countLinkedRows(answer: unknown): number {
  return Array.isArray(answer) ? answer.reduce<number>((sum, entry) => sum + countRows(entry), 0) : 0;
}
