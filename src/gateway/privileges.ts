import type { RoleRights } from "../catalog/index.ts";
import type { Settings } from "../config/index.ts";
import { adminRole } from "../lib/index.ts";
import { grantByRights, type Model, type Table, type TableGrant, viewModel } from "../model/index.ts";
import type { Grants } from "../plan/index.ts";
import type { Catalogs } from "./catalogs.ts";

/** Undefined where there is no database in which Postgres decides. */
export function createPrivileges(settings: Settings, catalogs: Catalogs, model: Model): Privileges | undefined {
  const isSecured = settings.databases.some(({ rowSecurity }) => rowSecurity);
  return isSecured ? new Privileges(settings, catalogs, model) : undefined;
}

/** What roles may do where Postgres decides, by what the catalogs say of those of the databases that they come as. */
export class Privileges {
  readonly #settings: Settings;
  readonly #tables: readonly SecuredTable[];

  constructor(settings: Settings, catalogs: Catalogs, model: Model) {
    this.#settings = settings;
    this.#tables = model.databases.flatMap(({ name, tables }) => {
      const known = catalogs.get(name)?.tables ?? [];
      const rights = new Map(known.map((table) => [placeOf(table), table.rights]));
      return tables.flatMap((table) => {
        const own = table.rowSecurity ? rights.get(placeOf(table)) : undefined;
        return own ? [{ table, rights: own }] : [];
      });
    });
  }

  /** These beside the rules of roles, for all roles that have either. */
  besides(rules: ReadonlyMap<string, Grants>): ReadonlyMap<string, Grants> {
    const secured = this.#settings.databases.flatMap(({ rowSecurity }) => rowSecurity ?? []);
    const names = new Set([...rules.keys(), ...secured.flatMap(({ roles }) => [...roles.keys()])]);
    return new Map([...names].map((role) => [role, new Map([...(rules.get(role) ?? []), ...this.#of(role)])]));
  }

  /** The same for roles that come to the databases as the same ones. */
  key(role: string): unknown {
    return this.#settings.databases.map(({ rowSecurity }) => rowSecurity?.roles.get(role)?.name);
  }

  /** The model as admin sees it: whole, but for what Postgres decides. */
  view(model: Model): Model {
    const grants = this.#of(adminRole);
    const { notices, omissions } = model;
    return { ...viewModel(model, (table) => (table.rowSecurity ? grants.get(table) : "all")), notices, omissions };
  }

  #of(role: string): Grants {
    const { databases } = this.#settings;
    const names = new Map(databases.map(({ name, rowSecurity }) => [name, rowSecurity?.roles.get(role)?.name]));
    return new Map(
      this.#tables.flatMap(({ table, rights }): [Table, TableGrant][] => {
        const own = rights.get(names.get(table.database) ?? "");
        const grant = own && grantByRights(table, own);
        return grant ? [[table, grant]] : [];
      }),
    );
  }
}

const placeOf = ({ schema, name }: Pick<Table, "schema" | "name">): string => JSON.stringify([schema, name]);

interface SecuredTable {
  readonly table: Table;
  readonly rights: ReadonlyMap<string, RoleRights>;
}
