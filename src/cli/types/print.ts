import { isObjectType, type Model, type Table, type ValueType } from "../../model/index.ts";
import { namedTypesOf, typeOf } from "./value-type.ts";

/** The TypeScript of what databases hold: the same text for the same databases. */
export function printTypes({ databases }: Pick<Model, "databases">): string {
  const tables = databases.flatMap((database) => database.tables).toSorted(byName(({ typeName }) => typeName));
  const names = databases.map(({ name }) => JSON.stringify(name)).toSorted();
  const types = namedTypesOf(tables).toSorted(byName(({ name }) => name));
  return `${[
    `// Written by \`sluice types\` from what the databases hold: run it again after they have changed.`,
    `/** For \`defineConfig<SluiceTypes>\`. */
export interface SluiceTypes {
  databases: ${names.join(" | ")};
  tables: {
${tables.map((table) => `    ${table.typeName}: { row: ${table.typeName}; key: ${keyOf(table)} };`).join("\n")}
  };
}`,
    ...tables.map(printRow),
    ...types.map(printNamed),
  ].join("\n\n")}\n`;
}

const byName =
  <Item>(nameOf: (item: Item) => string) =>
  (one: Item, other: Item): number =>
    nameOf(one) < nameOf(other) ? -1 : 1;

function keyOf({ key }: Table): string {
  return key ? key.map(({ field }) => JSON.stringify(field)).join(" | ") : "never";
}

function printRow({ database, schema, name, typeName, columns }: Table): string {
  return printInterface(`A row of ${schema}.${name} in ${database}.`, typeName, columns);
}

function printNamed(named: Exclude<ValueType["named"], string>): string {
  if (isObjectType(named)) return printInterface("A value of several parts.", named.name, named.attributes);
  return `export type ${named.name} = ${named.values.map(({ label }) => JSON.stringify(label)).join(" | ")};`;
}

interface Member {
  readonly field: string;
  readonly type: ValueType;
  readonly notNull: boolean;
}

function printInterface(description: string, name: string, members: readonly Member[]): string {
  const lines = members.map(({ field, type, notNull }) => `  ${field}: ${typeOf(type, notNull)};`);
  // A name that a database has may hold anything.
  return `/** ${description.replaceAll("*/", "* /").replaceAll(/\s+/g, " ")} */
export interface ${name} {
${lines.join("\n")}
}`;
}
