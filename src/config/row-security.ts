import { z } from "zod";
import { formatPath, type Path } from "./path.ts";
import { type Raw, record } from "./raw.ts";
import { roleName } from "./roles.ts";
import { group, text } from "./values.ts";

export const rowSecuritySchema = group({
  roles: z
    .record(roleName(), text("must be the name of a role of the database"), "must be an object")
    .default({})
    .describe("As which role of the database each role asks. Default: the one of the same name."),
});

/** How Postgres itself decides what is seen and done in a database. */
export interface RowSecuritySettings {
  /** By the roles that the configuration knows; what is not among the database's roles may do nothing there. */
  readonly roles: ReadonlyMap<string, DatabaseRole>;
}

export interface DatabaseRole {
  readonly name: string;
  /** Where it was written, for messages; undefined where nobody did. */
  readonly path: string | undefined;
}

/** The roles that a configuration names, but for those of `auth`. */
export function namedRoles(roles: unknown, databases: Iterable<Raw>): ReadonlySet<string> {
  const mapped = [...databases].flatMap(({ rowSecurity }) => Object.keys(record(record(rowSecurity).roles)));
  return new Set(["admin", ...Object.keys(record(roles)), ...mapped]);
}

/** Undefined where rules decide. */
export function resolveRowSecurity(
  raw: Raw,
  path: Path,
  roles: ReadonlySet<string>,
  complain: (path: Path, message: string) => void,
): RowSecuritySettings | undefined {
  if (raw.access !== "rls") {
    if (raw.rowSecurity !== undefined) complain([...path, "rowSecurity"], 'is for a database with access: "rls"');
    return undefined;
  }
  const mapped = rowSecuritySchema.safeParse(raw.rowSecurity ?? {}).data?.roles ?? {};
  const databaseRoles = [...roles].map((role): [string, DatabaseRole] => {
    const written = Object.hasOwn(mapped, role) ? mapped[role] : undefined;
    const at = written === undefined ? undefined : formatPath([...path, "rowSecurity", "roles", role]);
    return [role, { name: written ?? role, path: at }];
  });
  return { roles: new Map(databaseRoles) };
}
