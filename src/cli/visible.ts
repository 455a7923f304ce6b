/** A table may be named like a terminal's commands; those are shown, not obeyed. */
export function visible(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, "\u{fffd}");
}
