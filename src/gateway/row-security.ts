import { type Catalog, type CatalogQuery, readUser } from "../catalog/index.ts";
import type { RowSecuritySettings, Settings } from "../config/index.ts";
import type { RowSecurity } from "../execute/index.ts";
import { type Problem, StartError } from "../lib/index.ts";

/** As whom requests come to the databases in which Postgres decides, as far as these know the roles. */
export function rowSecurityOf({ databases }: Settings, catalogs: ReadonlyMap<string, Catalog>): RowSecurity {
  return new Map(
    databases.flatMap(({ name, rowSecurity }) => {
      const known = catalogs.get(name)?.roles ?? [];
      const roles = [...(rowSecurity?.roles ?? [])].map(([role, own]) => [role, own.name] as const);
      return rowSecurity ? [[name, new Map(roles.filter(([, own]) => known.includes(own)))] as const] : [];
    }),
  );
}

/**
 * The roles of a database that requests are to come as; those that nobody wrote down may be missing.
 *
 * @throws StartError where the connection's user may do something by itself: a statement that missed its role would do it.
 */
export async function checkedRoles(
  query: CatalogQuery,
  database: string,
  { roles }: RowSecuritySettings,
): Promise<readonly string[]> {
  const wanted = [...roles.values()];
  const user = await readUser(query, [...new Set(wanted.map(({ name }) => name))]);
  const problems = wanted.flatMap(({ name, path }): Problem[] => {
    const role = user.roles.find((each) => each.name === name);
    if (path === undefined || role?.canBecome) return [];
    const message = role
      ? `user "${user.name}" may not become "${name}". Say GRANT "${name}" TO "${user.name}"`
      : `there is no role "${name}"`;
    return [{ path, message }];
  });
  if (user.might.length > 0) {
    const message = `user "${user.name}" ${user.might.join(", ")}. With access: "rls" it may do nothing by itself, so that nothing is done as nobody: let it be NOSUPERUSER, NOBYPASSRLS, NOCREATEROLE, NOREPLICATION and NOINHERIT, own no table, and be granted roles only (since PostgreSQL 16: WITH INHERIT FALSE)`;
    problems.push({ path: `databases.${database}`, message });
  }
  if (problems.length > 0) throw new StartError("Row security would not hold:", problems);
  return user.roles.filter(({ canBecome }) => canBecome).map(({ name }) => name);
}
