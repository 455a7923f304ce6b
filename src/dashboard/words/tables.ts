/** With their schema, as the gateway writes them: other names are of parts of the statement. */
const names = /\b(?:from|join|into|update)\s+("?[\w$]+"?\."?[\w$]+"?)/gi;
/** How many are named before it is enough. */
const most = 3;

/** The tables that a statement names first: what it is about, where its text is too long to show. */
export function tablesOf(statement: string): string {
  const found = [...statement.matchAll(names)].map(([, name = ""]) =>
    name.replaceAll('"', "").replace(/^(public|pg_catalog)\./, ""),
  );
  const tables = [...new Set(found)];
  return tables.length > most ? `${tables.slice(0, most).join(", ")} …` : tables.join(", ");
}
