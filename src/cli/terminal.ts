import type { Writable } from "node:stream";

/** Where the command writes; `process.stdout` is one. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** The most characters of a line, and whether to colour it. */
export function terminalOf(
  output: Output,
  env: Record<string, string | undefined>,
): { width: number; colour: boolean } {
  return { width: Math.min(output.columns || 80, 80), colour: output.isTTY === true && !env.NO_COLOR };
}
