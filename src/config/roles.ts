import { z } from "zod";
import { longestRole } from "./auth-schema.ts";
import { formatPath, type Path } from "./path.ts";
import { record } from "./raw.ts";
import { flag, group, list, maxInt, name, text, whole } from "./values.ts";

const columnsRule = 'must be "*" or a list of fields';
const columns = z.union([z.literal("*"), list(text("must be the name of a field"), columnsRule)], columnsRule);
const filter = z.record(z.string(), z.unknown(), "must be a filter, as `where` is");
const presets = z.record(z.string(), z.unknown(), "must be an object of values by field");

const shown = z.union(
  [z.literal("*"), list(text("must be the name of a field"), columnsRule).min(1, "must name a field")],
  columnsRule,
);

/** What is left out restricts nothing, so what is undefined, as a word that is not there, must not be taken for that. */
const unless = <Schema extends z.ZodType>(schema: Schema, restriction: string) =>
  schema.exactOptional().describe(restriction);

const selectSchema = group({
  columns: shown.describe('The fields that are seen, or "*".'),
  filter: unless(filter, "Which rows are seen. Default: all."),
  limit: unless(whole(1, maxInt), "The most rows that a list may return."),
  aggregates: flag().default(true).describe("Whether rows may be counted, and ordered by aggregates of others."),
});

const insertSchema = group({
  columns: columns.describe('The fields that may be given, or "*".'),
  check: unless(filter, "What has to hold of a row afterwards."),
  preset: unless(presets, "Values that the gateway gives, whatever the client says."),
});

const updateSchema = group({
  ...insertSchema.shape,
  filter: unless(filter, "Which rows may be changed. Default: all that are seen."),
});

const deleteSchema = group({
  filter: unless(filter, "Which rows may be deleted. Default: all that are seen."),
});

const tableSchema = group({
  select: z.union([selectSchema, z.array(selectSchema).min(1, "must not be empty")], "must be an object or a list"),
  insert: insertSchema.optional(),
  update: updateSchema.optional(),
  delete: deleteSchema.optional(),
});

/** As tokens give it, and `x-sluice-role`, which has no comma. */
export function roleName() {
  const message = `must be the name of a role: 1 to ${longestRole} characters, no comma`;
  return text(message)
    .max(longestRole, message)
    .regex(/^[^,\p{Cc}]+$/u, message);
}

export const roleSchema = group({
  inherits: list(roleName(), "must be a list of roles").default([]).describe("Roles whose rights it has, too."),
  gateway: group({
    pools: flag().default(false).describe("Whether it sees statistics and events of the pools."),
    verbs: flag().default(false).describe("Whether it may resize, drain, close and open pools, and sees them."),
    traces: flag().default(false).describe("Whether its answers may show their statements."),
  }).prefault({}),
  databases: z
    .record(
      name(),
      group({ tables: z.record(text("must be the name of a table"), tableSchema, "must be an object").default({}) }),
      "must be an object",
    )
    .default({})
    .describe("What it may do with tables, by name as in `databases.<name>.tables`."),
});

export type SelectSettings = z.output<typeof selectSchema>;
export type InsertSettings = z.output<typeof insertSchema>;
export type UpdateSettings = z.output<typeof updateSchema>;
export type DeleteSettings = z.output<typeof deleteSchema>;

/** What a role may do. What is not there it may not do. */
export interface RoleSettings {
  readonly name: string;
  readonly path: string;
  readonly inherits: readonly string[];
  readonly gateway: GatewayRights;
  readonly tables: readonly TableRights[];
}

export type GatewayRights = z.output<typeof roleSchema>["gateway"];

export interface TableRights {
  readonly database: string;
  /** As it was written: the table's name, or its schema's and its own with a dot between them. */
  readonly table: string;
  /** Where it was written: `roles.customer.databases.shop.tables.orders`. */
  readonly path: string;
  readonly select: readonly SelectSettings[];
  readonly insert?: InsertSettings | undefined;
  readonly update?: UpdateSettings | undefined;
  readonly delete?: DeleteSettings | undefined;
}

/**
 * Roles of a configuration. What has the wrong shape is left out: the check of the shape reports it.
 *
 * @param secured the databases in which row security decides.
 */
export function resolveRoles(
  raw: unknown,
  databases: readonly string[],
  secured: ReadonlySet<string>,
  complain: (path: Path, message: string) => void,
): readonly RoleSettings[] {
  const names = Object.keys(record(raw));
  return Object.entries(record(raw)).flatMap(([role, value]): RoleSettings[] => {
    const path: Path = ["roles", role];
    if (role === "admin") complain(path, "may do everything, and needs no rights");
    const parsed = roleSchema.safeParse(value);
    if (!parsed.success) {
      complainOfProto(path, parsed.error, complain);
      return [];
    }
    const { inherits, gateway } = parsed.data;
    for (const [index, other] of inherits.entries()) {
      if (!names.includes(other)) complain([...path, "inherits", index], `is no role: "${other}"`);
      else if (leadsTo(record(raw), other, role))
        complain([...path, "inherits", index], `inherits from ${role} itself`);
    }
    const tables = Object.entries(record(record(value).databases)).flatMap(([database, rights]) => {
      if (!databases.includes(database)) complain([...path, "databases", database], "is no database");
      if (secured.has(database) && Object.keys(record(record(rights).tables)).length > 0)
        complain([...path, "databases", database], 'has no rules: row security decides there (access: "rls")');
      return Object.entries(record(record(rights).tables)).flatMap(([table, granted]): TableRights[] => {
        const at = [...path, "databases", database, "tables", table];
        const { data, error } = tableSchema.safeParse(granted);
        if (!data) {
          complainOfProto(at, error, complain);
          return [];
        }
        for (const inner of protosIn(granted)) complain([...at, ...inner], "is the name of no field");
        const { select, ...others } = data;
        return [{ database, table, path: formatPath(at), select: [select].flat(), ...others }];
      });
    });
    return [{ name: role, path: formatPath(path), inherits, gateway, tables }];
  });
}

/** `z.record` passes over a key `__proto__`, which is the name of a role or a table as any other. */
function complainOfProto(path: Path, { issues }: z.ZodError, complain: (path: Path, message: string) => void): void {
  if (path.at(-1) === "__proto__") complain(path, issues[0]?.message ?? "has the wrong form");
}

/** Where keys `__proto__` are in rules: without them a filter would be another one. */
function protosIn(value: unknown): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]): Path[] => [
    ...(key === "__proto__" ? [[key]] : []),
    ...protosIn(inner).map((path): Path => [isList ? Number(key) : key, ...path]),
  ]);
}

/** Whether a role inherits from another one, over whichever others. */
function leadsTo(raw: Record<string, unknown>, from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const { inherits } = record(raw[from]);
  return Array.isArray(inherits) && inherits.some((each) => leadsTo(raw, String(each), to, seen));
}
