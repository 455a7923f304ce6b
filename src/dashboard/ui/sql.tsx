import { tablesOf } from "../words/tables.ts";

/** How much of a statement is shown before somebody asks for all of it. */
const short = 90;

/** The text of a statement, long ones folded. */
export function Sql({ text }: { readonly text: string }) {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= short) return <code>{line}</code>;
  const tables = tablesOf(text);
  return (
    <details class="sql">
      <summary>
        {tables !== "" && <strong>{tables}</strong>} <code>{line.slice(0, short)} …</code>
      </summary>
      <code class="all">{text.trim()}</code>
    </details>
  );
}
