import { type Problem, StartError } from "../lib/index.ts";
import { connectionOf, contradictions, hasAddress } from "./address.ts";
import { resolveAuth } from "./auth.ts";
import type { SluiceConfig } from "./config.ts";
import { databasesOf, type Layer, labelOf, mergeConfigs } from "./layer.ts";
import { resolveLink } from "./links.ts";
import { hint } from "./nearest.ts";
import { passwordOf } from "./password.ts";
import { formatPath, type Path } from "./path.ts";
import { completePool } from "./pool.ts";
import { shapeProblems } from "./problems.ts";
import { type Raw, record } from "./raw.ts";
import { resolveRoles } from "./roles.ts";
import { namedRoles, resolveRowSecurity } from "./row-security.ts";
import { configSchema, databaseSchema } from "./schema.ts";
import type { DatabaseSettings, Settings } from "./settings.ts";
import { resolveTables, resolveTypes } from "./tables.ts";

export interface ResolveOptions {
  readonly strictNames: boolean;
  /** Where a relative `passwordFile` starts. Default: the working directory. */
  readonly cwd?: string;
  /** Problems that were found before; they are thrown with the others. */
  readonly found?: readonly Problem[];
}

type Complain = (path: Path, message: string) => void;

/** Checks a configuration and fills in the defaults. Throws a `StartError` that holds every problem. */
export function resolveConfig(config: SluiceConfig, options: Pick<ResolveOptions, "strictNames" | "cwd">): Settings {
  return resolveLayers([{ config, labels: new Map() }], options);
}

/** The same for several sources, the lowest first. A problem is named as its source names the value. */
export function resolveLayers(layers: readonly Layer[], options: ResolveOptions): Settings {
  const { strictNames, cwd = process.cwd(), found = [] } = options;
  const problems = [...found, ...layers.flatMap(layerProblems)];
  const complain: Complain = (path, message) => {
    const labels = layers.toReversed().map((layer) => labelOf(layer, path));
    const label = labels.find((each) => each !== undefined) ?? formatPath(path);
    // A value of the wrong shape has its complaint already; what follows from that helps nobody.
    if (!problems.some((problem) => problem.path === label)) problems.push({ path: label, message });
  };
  const merged = layers.map(({ config }) => config).reduce<Raw>(mergeConfigs, {});
  const names = [...databasesOf(merged).keys()];
  if (names.length === 0) complain(["databases"], "must name at least one database");
  const { anonymousRole } = record(merged.auth);
  const known = namedRoles(merged.roles, databasesOf(merged).values());
  const roleNames = typeof anonymousRole === "string" ? new Set([...known, anonymousRole]) : known;
  const databases = [...databasesOf(merged)].flatMap(
    ([name, raw]) => resolveDatabase(name, raw, { cwd, complain, roleNames }) ?? [],
  );
  const rawLinks = Array.isArray(merged.links) ? merged.links : [];
  const links = rawLinks.flatMap((raw, index) => resolveLink(raw, index, names, complain) ?? []);
  const auth = resolveAuth(merged.auth, complain);
  const secured = new Set(databases.filter(({ rowSecurity }) => rowSecurity).map(({ name }) => name));
  const roles = resolveRoles(record(merged.roles), names, secured, complain);
  // Only databases in which Postgres decides know more of a role than is written here.
  const written = Object.keys(record(merged.roles));
  if (typeof anonymousRole === "string" && written.length > 0 && secured.size === 0 && !known.has(anonymousRole))
    complain(["auth", "anonymousRole"], `is none of the roles; ${hint(anonymousRole, written)}`);
  const parsed = configSchema.safeParse(merged);
  if (problems.length > 0 || !parsed.success) throw invalid(problems);
  const { server, limits, runSql, dashboard, relay, extend, budget } = parsed.data;
  const { exampleQuery, ...rest } = server;
  return {
    databases,
    links,
    ...(auth && { auth }),
    roles,
    server: exampleQuery === undefined ? rest : { ...rest, exampleQuery },
    limits,
    runSql,
    dashboard,
    relay,
    ...(extend && { extend }),
    ...(budget !== undefined && { budget }),
    strictNames,
  };
}

export function invalid(problems: readonly Problem[]): StartError {
  const { length } = problems;
  return new StartError(`The configuration has ${length === 1 ? "a problem" : `${length} problems`}:`, problems);
}

/** What is wrong in one source, whatever the others say. */
export function layerProblems(layer: Layer): Problem[] {
  const label = (path: Path) => labelOf(layer, path) ?? formatPath(path);
  const contradicted = [...databasesOf(layer.config)].flatMap(([name, raw]) =>
    contradictions(raw).map(({ key, message }) => ({ path: label(["databases", name, key]), message })),
  );
  return [...shapeProblems(configSchema, layer.config, label), ...contradicted];
}

interface DatabaseScope {
  readonly cwd: string;
  readonly complain: Complain;
  readonly roleNames: ReadonlySet<string>;
}

function resolveDatabase(
  name: string,
  raw: Raw,
  { cwd, complain, roleNames }: DatabaseScope,
): DatabaseSettings | undefined {
  const path: Path = ["databases", name];
  if (!hasAddress(raw)) {
    const unset = Object.hasOwn(raw, "url") ? '; its "url" is undefined: is the variable that it comes from set?' : "";
    complain(path, `must have a "url", or a "host" and a "database"${unset}`);
  }
  const password = passwordOf(raw, cwd, (message) => complain([...path, "passwordFile"], message));
  const tables = resolveTables(raw.tables, [...path, "tables"], complain);
  const types = resolveTypes(raw.types, [...path, "types"], complain);
  const rowSecurity = resolveRowSecurity(raw, path, roleNames, complain);
  const database = databaseSchema.safeParse(raw).data;
  if (!database) return undefined;
  const { prefix = name, schemas, readOnly, raisedMessages } = database;
  const { onConnect, ...settings } = database.pool;
  return {
    name,
    prefix,
    schemas,
    readOnly,
    raisedMessages,
    ...(rowSecurity && { rowSecurity }),
    connection: connectionOf(database, password),
    pool: completePool(name, settings),
    ...(onConnect && { onConnect }),
    tables,
    types,
  };
}
