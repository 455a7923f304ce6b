import type { CatalogQuery } from "./read.ts";

/** The connection's own user, for what it may do by itself, and whom it may become. */
export interface ConnectedUser {
  readonly name: string;
  /** In words that go behind its name; nothing for one that may do nothing. */
  readonly might: readonly string[];
  /** Those of some roles that there are. */
  readonly roles: readonly Membership[];
}

export interface Membership {
  readonly name: string;
  /** Whether the user may become it. */
  readonly canBecome: boolean;
}

/** @param query sends to one connection, inside a transaction. */
export async function readUser(query: CatalogQuery, names: readonly string[]): Promise<ConnectedUser> {
  await query("set local search_path = ''");
  const [user = {}] = await query(userQuery);
  const roles = await query(membershipsQuery, [names]);
  return {
    name: String(user.rolname),
    might: await readMight(query, user),
    roles: roles.map(({ name, becomes }) => ({ name: String(name), canBecome: becomes === true })),
  };
}

/** Since PostgreSQL 16 a member may have been granted everything but that. */
const membershipsQuery = `
select r.rolname::text as name, pg_catalog.pg_has_role(
  r.oid, case when pg_catalog.current_setting('server_version_num')::int4 >= 160000 then 'set' else 'member' end
) as becomes
from pg_catalog.pg_roles r where r.rolname = any ($1::text[])`;

async function readMight(query: CatalogQuery, user: Record<string, unknown>): Promise<readonly string[]> {
  // The rest follows from that.
  if (user.rolsuper === true) return ["is a superuser"];
  const attributes = Object.entries(mighty).flatMap(([name, words]) => (user[name] === true ? [words] : []));
  const inherited = (await query(inheritedQuery)).map(({ name }) => String(name));
  const tables = (await query(tablesQuery)).map(({ name, owned }) => ({ name: String(name), isOwned: owned === true }));
  const owned = tables.filter(({ isOwned }) => isOwned).map(({ name }) => name);
  const granted = tables.filter(({ isOwned }) => !isOwned).map(({ name }) => name);
  return [
    ...attributes,
    ...(inherited.length > 0 ? [`has the rights of ${shortened(inherited)} without becoming it`] : []),
    ...(owned.length > 0 ? [`owns ${shortened(owned)}`] : []),
    ...(granted.length > 0 ? [`has rights of its own, or everybody's, on ${shortened(granted)}`] : []),
  ];
}

const mighty = {
  rolbypassrls: "bypasses row security",
  rolcreaterole: "may make roles",
  rolreplication: "may replicate what is there",
  other: "is so by a setting of its connection",
} as const;

const userQuery = `
select rolname::text, rolsuper, rolbypassrls, rolcreaterole, rolreplication, current_user <> session_user as other
from pg_catalog.pg_roles where rolname = current_user`;

/** Since PostgreSQL 16 each membership says it for itself; before that the member said it of all. */
const inheritedQuery = `
select g.rolname::text as name
from pg_catalog.pg_auth_members m
join pg_catalog.pg_roles u on u.oid = m.member
join pg_catalog.pg_roles g on g.oid = m.roleid
where u.rolname = current_user
  and coalesce((pg_catalog.to_jsonb(m) ->> 'inherit_option')::bool, u.rolinherit)
order by 1`;

/** Not those of extensions, which are everybody's and hold nobody's rows. */
const tablesQuery = `
select pg_catalog.format('%s.%s', n.nspname, c.relname) as name, pg_catalog.pg_has_role(c.relowner, 'usage') as owned
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'v', 'm', 'f', 'p')
  and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
  and (
    pg_catalog.has_table_privilege(c.oid, 'select, insert, update, delete, truncate, references, trigger')
    or pg_catalog.has_any_column_privilege(c.oid, 'select, insert, update, references')
  )
  and not exists (
    select from pg_catalog.pg_depend d
    where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e'
  )
order by 1`;

const most = 5;

function shortened(names: readonly string[]): string {
  const more = names.length > most ? ` and ${names.length - most} more` : "";
  return `${names.slice(0, most).join(", ")}${more}`;
}
