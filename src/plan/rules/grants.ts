import { type GraphQLInputObjectType, type GraphQLSchema, isInputObjectType } from "graphql";
import {
  hint,
  type InsertSettings,
  type RoleSettings,
  type SelectSettings,
  type TableRights,
  type UpdateSettings,
} from "../../config/index.ts";
import { type Problem, StartError } from "../../lib/index.ts";
import {
  type Column,
  type InsertGrant,
  type Model,
  type Preset,
  type SelectGrant,
  settingsKey,
  type Table,
  type TableGrant,
} from "../../model/index.ts";
import { readPreset } from "./preset.ts";
import { readRule } from "./read-rule.ts";
import { deleteTogether, insertTogether, updateTogether } from "./together.ts";

/** What a role may do with the tables that it may see. */
export type Grants = ReadonlyMap<Table, TableGrant>;

/**
 * What roles may do, in terms of the whole model, inherited rights included.
 *
 * @param schema that of the whole model, by whose types filters are read.
 * @throws StartError with everything that does not fit the databases, and where it was written.
 */
export function readGrants(
  roles: readonly RoleSettings[],
  model: Model,
  schema: GraphQLSchema,
): ReadonlyMap<string, Grants> {
  const problems: Problem[] = [];
  const byName = new Map(roles.map((role) => [role.name, role]));
  const known = new Map<string, Grants>();
  const grantsOf = (role: RoleSettings): Grants => {
    const done = known.get(role.name);
    if (done) return done;
    const inherited = role.inherits.flatMap((name) => byName.get(name) ?? []).map(grantsOf);
    const own = new Map<Table, OwnGrant>();
    for (const rights of role.tables) {
      const table = findTable(rights, model, problems);
      const other = table && own.get(table);
      if (other)
        problems.push({ path: rights.path, message: `is the same table as ${other.rights.path}: say it once` });
      else if (table) own.set(table, { rights, grant: readTable(rights, table, schema, problems) });
    }
    const [only] = inherited;
    const isSame = own.size === 0 && inherited.length === 1 && only !== undefined;
    const grants = isSame ? only : united(role, own, inherited, problems);
    known.set(role.name, grants);
    return grants;
  };
  for (const role of roles) grantsOf(role);
  if (problems.length > 0) throw new StartError("The roles do not fit the databases:", problems);
  return known;
}

interface OwnGrant {
  readonly rights: TableRights;
  readonly grant: TableGrant;
}

function findTable({ database, table: name, path }: TableRights, model: Model, problems: Problem[]): Table | undefined {
  const { tables = [], schemas = [] } = model.databases.find((each) => each.name === database) ?? {};
  const byKey = new Map(tables.map((table) => [settingsKey(table, schemas), table]));
  const table = byKey.get(name) ?? tables.find((each) => `${each.schema}.${each.name}` === name);
  if (!table) problems.push({ path, message: `is no table that is exposed; ${hint(name, [...byKey.keys()])}` });
  return table;
}

function readTable(rights: TableRights, table: Table, schema: GraphQLSchema, problems: Problem[]): TableGrant {
  const { path } = rights;
  const where = schema.getType(table.whereName);
  if (!isInputObjectType(where)) throw new Error(`${table.whereName} is no input type.`);
  const scope: RuleReading = { table, where, problems };
  const one = rights.select.length === 1;
  return {
    select: rights.select.map((select, index) => readSelect(select, `${path}.select${one ? "" : `[${index}]`}`, scope)),
    insert: rights.insert && readWrite(rights.insert, table.writes.insertable, `${path}.insert`, scope),
    update: rights.update && {
      ...readWrite(rights.update, table.writes.updatable, `${path}.update`, scope),
      filter: filterOf(rights.update, `${path}.update.filter`, scope),
    },
    delete: rights.delete && { filter: filterOf(rights.delete, `${path}.delete.filter`, scope) },
  };
}

interface RuleReading {
  readonly table: Table;
  readonly where: GraphQLInputObjectType;
  readonly problems: Problem[];
}

function filterOf({ filter }: Pick<UpdateSettings, "filter">, path: string, scope: RuleReading) {
  return filter && readRule(filter, scope.where, path, scope);
}

function readSelect(select: SelectSettings, path: string, scope: RuleReading): SelectGrant {
  return {
    columns: columnsOf(select.columns, scope.table.columns, `${path}.columns`, scope),
    filter: filterOf(select, `${path}.filter`, scope),
    limit: select.limit,
    aggregates: select.aggregates,
  };
}

function readWrite(
  { columns, check, preset = {} }: InsertSettings,
  writable: readonly Column[],
  path: string,
  scope: RuleReading,
): InsertGrant {
  const presets = Object.entries(preset).flatMap(([field, value]): Preset[] => {
    const at = `${path}.preset.${field}`;
    const [column] = columnsOf([field], writable, at, scope);
    const read = column && readPreset(value, column, scope.where, at, scope.problems);
    return read ? [read] : [];
  });
  const isPreset = new Set(presets.map(({ column }) => column));
  const given = columnsOf(columns, writable, `${path}.columns`, scope);
  const both = columns === "*" ? undefined : given.find((column) => isPreset.has(column));
  if (both)
    scope.problems.push({ path: `${path}.columns`, message: `has ${both.field}, which preset gives: say it once` });
  return {
    columns: given.filter((column) => !isPreset.has(column)),
    presets,
    check: check && readRule(check, scope.where, `${path}.check`, scope),
  };
}

function columnsOf(
  names: "*" | readonly string[],
  columns: readonly Column[],
  path: string,
  { problems }: RuleReading,
): readonly Column[] {
  if (names === "*") return columns;
  return names.flatMap((name) => {
    const column = columns.find(({ field }) => field === name);
    if (column) return [column];
    problems.push({
      path,
      message: `has "${name}", which is not there; ${hint(
        name,
        columns.map(({ field }) => field),
      )}`,
    });
    return [];
  });
}

/** What a role sees is what any of its roles sees, and it writes what any of them does, where it says nothing of its own. */
function united(
  { path }: RoleSettings,
  own: ReadonlyMap<Table, OwnGrant>,
  inherited: readonly Grants[],
  problems: Problem[],
): Grants {
  const tables = new Set([...own.keys(), ...inherited.flatMap((grants) => [...grants.keys()])]);
  return new Map(
    [...tables].map((table) => {
      const mine = own.get(table);
      const others = inherited.flatMap((grants) => grants.get(table) ?? []);
      const written = <Verb extends "insert" | "update" | "delete">(
        verb: Verb,
        together: (rules: readonly NonNullable<TableGrant[Verb]>[]) => TableGrant[Verb],
      ): TableGrant[Verb] | undefined => {
        const rules = [...new Set(others.flatMap((grant) => grant[verb] ?? []))];
        if (mine?.grant[verb] || rules.length < 2) return mine?.grant[verb] ?? rules[0];
        const all = together(rules);
        if (!all) {
          const message = `inherits several rules for ${verb} of ${table.database}.${table.name}; say its own, which stands in their place`;
          problems.push({ path: `${path}.inherits`, message });
        }
        return all;
      };
      const select = [...new Set([...(mine?.grant.select ?? []), ...others.flatMap((grant) => grant.select)])];
      checkKey(table, select, mine?.rights.path ?? path, problems);
      const grant = {
        select,
        insert: written("insert", insertTogether),
        update: written("update", updateTogether),
        delete: written("delete", deleteTogether),
      };
      checkKeyless(table, grant, mine?.rights.path ?? path, problems);
      return [table, grant];
    }),
  );
}

/** What was written is looked at again by its key. */
function checkKeyless({ key, name }: Table, grant: TableGrant, path: string, problems: Problem[]): void {
  if (key || !(grant.insert ?? grant.update ?? grant.delete)) return;
  const isWhole =
    grant.select.every(({ filter }) => !filter) &&
    new Set(grant.select.map(({ columns }) => columns.length)).size === 1;
  if (isWhole && !grant.insert?.check && !grant.update?.check) return;
  problems.push({
    path,
    message: `cannot be written by a role that sees a part of it, or whose rows are checked: ${name} has no key`,
  });
}

/** Rows that are named by a key have one each. */
function checkKey(table: Table, select: readonly SelectGrant[], path: string, problems: Problem[]): void {
  const showing = select.filter(({ columns }) => table.key?.every((column) => columns.includes(column)));
  if (showing.length === 0 || showing.length === select.length) return;
  const key = table.key?.map(({ field }) => field).join(", ");
  problems.push({
    path,
    message: `has rules of which some show the key (${key}) and some do not; let all show it, or none`,
  });
}
