import { readFile, writeFile } from "node:fs/promises";

const document = new URL("../docs/performance.md", import.meta.url);

/** Replaces what stands between the marks of a part of docs/performance.md. */
export async function fill(part: string, printed: string): Promise<void> {
  const pattern = new RegExp(`(<!-- bench: ${part} -->\\n)[\\s\\S]*?(<!-- end -->)`);
  const text = await readFile(document, "utf8");
  if (!pattern.test(text)) throw new Error(`docs/performance.md has no part ${part}.`);
  await writeFile(
    document,
    text.replace(pattern, (_, start: string, end: string) => `${start}\n${printed}\n\n${end}`),
  );
}
