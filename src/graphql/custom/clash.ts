import { joinPath } from "../../config/index.ts";
import { StartError } from "../../lib/index.ts";
import type { Model, Table } from "../../model/index.ts";
import { generatedNames } from "./generated-names.ts";
import { extendProblem } from "./problem.ts";

/** What Pothos says of a name that is taken. */
const duplicates = {
  field: /^Duplicate field (?:definition for field )?(\w+) (?:on|in) (\w+)/,
  type: /^Duplicate typename: Another type with name (\w+) already exists/,
};

/** What is told of an error that custom fields caused: where a name is taken, by what, and what to do. */
export function explainExtendError(error: unknown, model: Model): StartError {
  if (error instanceof StartError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const [, field, type] = duplicates.field.exec(message) ?? [];
  if (field !== undefined && type !== undefined) return clash(`the field ${type}.${field}`, type, field, model);
  const [, name] = duplicates.type.exec(message) ?? [];
  return name === undefined ? extendProblem(message) : clash(`the type ${name}`, name, undefined, model);
}

function clash(what: string, type: string, field: string | undefined, model: Model): StartError {
  const tables = model.databases.flatMap((database) => database.tables);
  const table = tables.find((each) => generatedNames(each).has(field === undefined ? type : `${type}.${field}`));
  if (table) return extendProblem(`it adds ${what}, which ${placeOf(table)} has. ${remedy(table)}`);
  return extendProblem(`it adds ${what}, which the gateway has, or extend itself. Give yours another name`);
}

const placeOf = ({ database, schema, name }: Table): string => `${database}.${schema}.${name}`;

function remedy({ database, schema, name }: Table): string {
  const key = schema === "public" ? name : `${schema}.${name}`;
  return `Give yours another name, or rename what is generated at ${joinPath("databases", database, "tables", key)}`;
}
