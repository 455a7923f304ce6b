import type { RoleRights } from "../catalog/index.ts";
import type { Settings } from "../config/index.ts";
import { adminRole } from "../lib/index.ts";
import { grantByRights, type Model, type Table, type TableGrant, viewModel } from "../model/index.ts";
import type { Grants } from "../plan/index.ts";
import type { Catalogs } from "./catalogs.ts";

/** What roles may do where Postgres decides, by what the catalogs say of those of the databases that they come as. */
export class Privileges {
  readonly #settings: Settings;
  readonly #tables: readonly SecuredTable[];

  constructor(settings: Settings, catalogs: Catalogs, model: Model) {
    this.#settings = settings;
    this.#tables = model.databases.flatMap(({ name, tables }) => {
      const known = catalogs.get(name)?.tables ?? [];
      return tables
        .filter(({ rowSecurity }) => rowSecurity)
        .map((table) => ({
          table,
          rights: known.find((each) => each.schema === table.schema && each.name === table.name)?.rights ?? new Map(),
        }));
    });
  }

  /** These beside the rules of roles, for all roles that have either. Those that may do the same have one and the same. */
  besides(rules: ReadonlyMap<string, Grants>): ReadonlyMap<string, Grants> {
    const secured = this.#settings.databases.flatMap(({ rowSecurity }) => rowSecurity ?? []);
    if (secured.length === 0) return rules;
    const numbers = new Map([...new Set(rules.values())].map((grants, index) => [grants, index]));
    const made = new Map<string, Grants>();
    const names = new Set([...rules.keys(), ...secured.flatMap(({ roles }) => [...roles.keys()])]);
    return new Map(
      [...names].map((role) => {
        const own = rules.get(role);
        const key = JSON.stringify([own && numbers.get(own), ...secured.map(({ roles }) => roles.get(role)?.name)]);
        const grants = made.get(key) ?? new Map([...(own ?? []), ...this.#of(role)]);
        made.set(key, grants);
        return [role, grants];
      }),
    );
  }

  /** The model as admin sees it: whole, but for what Postgres decides. */
  view(model: Model): Model {
    if (this.#settings.databases.every(({ rowSecurity }) => !rowSecurity)) return model;
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

interface SecuredTable {
  readonly table: Table;
  readonly rights: ReadonlyMap<string, RoleRights>;
}
