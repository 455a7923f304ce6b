import type { GraphQLSchema } from "graphql";
import { withoutRules } from "../access/index.ts";
import type { RoleSettings } from "../config/index.ts";
import { buildSchema } from "../graphql/index.ts";
import { adminRole, type Principal } from "../lib/index.ts";
import { type Model, viewModel } from "../model/index.ts";
import { createPlanner, type Grants, readGrants } from "../plan/index.ts";
import type { Privileges } from "./privileges.ts";

export interface RoleSchemasOptions {
  readonly roles: readonly RoleSettings[];
  readonly privileges: Privileges;
  readonly model: Model;
  /** What admin sees. */
  readonly whole: GraphQLSchema;
  /** One of all of the model, by whose types rules are read. */
  readonly complete: GraphQLSchema;
  readonly maxLimit: number;
}

/** The schema of each role: made when it is first asked for, and shared by roles that may do the same. */
export class RoleSchemas {
  readonly #whole: GraphQLSchema;
  readonly #model: Model;
  readonly #maxLimit: number;
  readonly #grants: ReadonlyMap<string, Grants>;
  readonly #made = new Map<Grants, GraphQLSchema | undefined>();

  /** @throws StartError where rules do not fit the databases. */
  constructor({ roles, privileges, model, whole, complete, maxLimit }: RoleSchemasOptions) {
    this.#whole = whole;
    this.#model = model;
    this.#maxLimit = maxLimit;
    this.#grants = privileges.besides(readGrants(roles, model, complete));
  }

  /** Undefined for a role that may see nothing. */
  of(role: string): GraphQLSchema | undefined {
    if (role === adminRole) return this.#whole;
    const grants = this.#grants.get(role);
    if (!grants || grants.size === 0) return undefined;
    if (!this.#made.has(grants)) this.#made.set(grants, this.#make(grants));
    return this.#made.get(grants);
  }

  /** Whether it is one of these. */
  has(schema: GraphQLSchema): boolean {
    return schema === this.#whole || [...this.#made.values()].includes(schema);
  }

  #make(grants: Grants): GraphQLSchema {
    const view = viewModel(this.#model, (table) => grants.get(table));
    const maxLimit = this.#maxLimit;
    // A planner of its own: plans are for one schema.
    return buildSchema(view, { planner: createPlanner({ maxLimit }), maxLimit });
  }
}

/** @throws SluiceError FORBIDDEN for who may see nothing any more. */
export function schemaFor(roles: RoleSchemas, principal: Principal): GraphQLSchema {
  const schema = roles.of(principal.role);
  if (!schema) throw withoutRules(principal);
  return schema;
}
