import type { ColumnCases } from "../integration/filters/column-cases.ts";
import { columnCases } from "../integration/filters/operator-cases.ts";
import { createDatabase, type TestDatabase } from "./databases.ts";
import { startGateway, type TestGateway } from "./gateway.ts";
import { setupSql } from "./values/cases.ts";

/** A table for each type that has operators, with its values and a null, and a gateway over them. */
export interface FilterCases {
  readonly database: TestDatabase;
  readonly gateway: TestGateway;
  dispose(): Promise<void>;
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

export async function startFilterCases(): Promise<FilterCases> {
  const tables = columnCases.map(({ column, type, values }) => {
    const rows = [...values.map(quoted), "null"].map((value, index) => `(${index + 1}, ${value})`);
    return `create table ${column}_case (id int primary key, c ${type}); insert into ${column}_case values ${rows};
      analyze ${column}_case;`;
  });
  const database = await createDatabase([setupSql, ...tables].join("\n"));
  const gateway = await startGateway({ databases: { main: { url: database.url, prefix: "" } } });
  return {
    database,
    gateway,
    async dispose() {
      await gateway.dispose();
      await database.dispose();
    },
  };
}

/** The root field that lists the rows of a case. */
export function listOf({ column }: ColumnCases): string {
  return `${column.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())}Cases`;
}

/** All filters of a column in one document. */
export function filterDocument(columnCase: ColumnCases): string {
  const list = listOf(columnCase);
  const fields = columnCase.cases.map(
    ([filter], index) => `  a${index + 1}: ${list}(where: {c: {${filter}}}) { id }\n`,
  );
  return `{\n${fields.join("")}}\n`;
}
