/** How much of a statement is shown before somebody asks for all of it. */
const short = 110;

/** The text of a statement, long ones folded. */
export function Sql({ text }: { readonly text: string }) {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= short) return <code>{line}</code>;
  return (
    <details class="sql">
      <summary>
        <code>{line.slice(0, short)} …</code>
      </summary>
      <code class="all">{text}</code>
    </details>
  );
}
