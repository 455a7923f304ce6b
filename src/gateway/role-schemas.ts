import type { GraphQLSchema } from "graphql";
import { withoutRules } from "../access/index.ts";
import type { RoleSettings } from "../config/index.ts";
import { buildRoleSchema, type SchemaOptions } from "../graphql/index.ts";
import { adminRole, type GatewayRight, mayUse, type Principal } from "../lib/index.ts";
import { type Model, viewModel } from "../model/index.ts";
import { createPlanner, type Grants, readGrants } from "../plan/index.ts";
import { gatewayRights } from "./gateway-rights.ts";
import type { Privileges } from "./privileges.ts";

/** How the schema of a role is made, beside what it may see. */
export interface RoleSchemaOptions extends Pick<SchemaOptions, "maxLimit" | "operators" | "extend"> {
  /** What databases say in which Postgres decides; undefined without one. */
  readonly privileges?: Privileges | undefined;
  /** A schema of all of the model, by whose types rules are read, where the admin's is not. */
  readonly complete?: GraphQLSchema;
  /** How many schemas are kept beside the admin's (256); one that was asked for longest ago is made again. */
  readonly mostKept?: number;
}

/** What a role may do; shared by those that may do the same. */
interface Role {
  readonly name: string;
  readonly grants: Grants;
  readonly rights: ReadonlySet<GatewayRight>;
}

/** The schema of each role: made when it is first asked for. */
export class RoleSchemas {
  readonly #whole: GraphQLSchema;
  readonly #model: Model;
  readonly #options: RoleSchemaOptions;
  readonly #mostKept: number;
  readonly #roles: ReadonlyMap<string, Role>;
  /** The one that was used last comes last. */
  readonly #kept = new Map<Role, GraphQLSchema | undefined>();
  readonly #made = new WeakSet<GraphQLSchema>();

  /** @throws StartError where rights do not fit the databases. */
  constructor(roles: readonly RoleSettings[], model: Model, whole: GraphQLSchema, options: RoleSchemaOptions) {
    this.#whole = whole;
    this.#model = model;
    this.#options = options;
    this.#mostKept = options.mostKept ?? 256;
    const rules = readGrants(roles, model, options.complete ?? whole);
    this.#roles = rolesOf(roles, options.privileges?.besides(rules) ?? rules, options);
    this.#made.add(whole);
  }

  /** What of the gateway itself a role may use; undefined where it may do nothing at all. */
  rights(role: string): ReadonlySet<GatewayRight> | undefined {
    return role === adminRole ? everything : this.#roles.get(role)?.rights;
  }

  /** Undefined for a role that may do nothing. */
  of(role: string): GraphQLSchema | undefined {
    if (role === adminRole) return this.#whole;
    const known = this.#roles.get(role);
    if (!known) return undefined;
    const schema = this.#kept.has(known) ? this.#kept.get(known) : this.#make(known);
    this.#kept.delete(known);
    this.#kept.set(known, schema);
    const [oldest] = this.#kept.keys();
    if (oldest && this.#kept.size > this.#mostKept) this.#kept.delete(oldest);
    return schema;
  }

  /** Makes those that there is place for, before somebody waits for one. */
  prepare(): void {
    for (const role of [...this.#roles.keys()].slice(0, this.#mostKept)) this.of(role);
  }

  /** Whether it is one of these. */
  has(schema: GraphQLSchema): boolean {
    return this.#made.has(schema);
  }

  #make({ name, grants, rights }: Role): GraphQLSchema | undefined {
    const view = viewModel(this.#model, (table) => grants.get(table));
    const { maxLimit, operators, extend } = this.#options;
    const may = (right: GatewayRight) => mayUse({ role: name, rights }, right);
    const own = operators && rights.has("pools") ? { ...operators, may } : undefined;
    // A planner of its own: plans are for one schema.
    const options = { planner: createPlanner({ maxLimit }), maxLimit, operators: own, extend };
    const schema = buildRoleSchema(view, options, { name, whole: this.#model });
    if (schema) this.#made.add(schema);
    return schema;
  }
}

const everything: ReadonlySet<GatewayRight> = new Set(["pools", "verbs", "sql", "traces"]);

/** Roles that may do the same are one, unless custom fields may be for one of them alone. */
function rolesOf(
  roles: readonly RoleSettings[],
  grants: ReadonlyMap<string, Grants>,
  { extend, privileges }: RoleSchemaOptions,
): ReadonlyMap<string, Role> {
  const same = new Map<string, Role>();
  const names = new Set([adminRole, ...roles.map(({ name }) => name)]);
  const unsaid = [...grants].flatMap(([name, { size }]) => (names.has(name) || size === 0 ? [] : [withoutWord(name)]));
  const found = [...roles, ...unsaid].flatMap((settings): [string, Role][] => {
    const { name } = settings;
    const own = grants.get(name) ?? new Map();
    const rights = gatewayRights(settings, roles);
    if (own.size === 0 && !rights.has("pools") && !extend) return [];
    const said = [tablesOf(settings, roles), privileges?.key(name), [...rights], extend ? name : ""];
    const key = JSON.stringify(said, exactly);
    const role = same.get(key) ?? { name, grants: own, rights };
    same.set(key, role);
    return [[name, role]];
  });
  return new Map(found);
}

/** Numbers that JSON does not have would all be null, and rules by them the same. */
const exactly = (_key: string, value: unknown): unknown =>
  typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value)) ? [String(value)] : value;

/** A role of which only databases know what it may do. */
const withoutWord = (name: string): RoleSettings => ({
  name,
  path: `roles.${name}`,
  inherits: [],
  gateway: { pools: false, verbs: false, traces: false },
  tables: [],
});

/** What is said of tables by a role and those that it inherits from. */
const tablesOf = ({ tables, inherits }: RoleSettings, roles: readonly RoleSettings[]): readonly unknown[] => [
  tables.map(({ path: _, ...rights }) => rights),
  ...inherits.map((name) => roles.filter((role) => role.name === name).map((role) => tablesOf(role, roles))),
];

/** @throws SluiceError FORBIDDEN for who may see nothing any more. */
export function schemaFor(roles: RoleSchemas, principal: Principal): GraphQLSchema {
  const schema = roles.of(principal.role);
  if (!schema) throw withoutRules(principal);
  return schema;
}
