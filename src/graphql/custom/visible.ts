import { admin } from "../../lib/index.ts";
import type { CustomFieldsOptions } from "./options.ts";

/** A custom field, as far as that decides for whom it is there. */
export interface VisibleField {
  /** The type that it is a field of. */
  readonly type: string;
  /** The type that it leads to. */
  readonly returns: string;
  /** The columns of its row that it needs. */
  readonly needs: readonly string[];
  readonly roles: readonly string[] | undefined;
}

type Seen = Pick<CustomFieldsOptions, "role" | "tables" | "absent" | "hidden">;

/** Whether a custom field is there for a role: the one place that asks. */
export function isVisible(
  { type, returns, needs, roles }: VisibleField,
  { role, tables, absent, hidden }: Seen,
): boolean {
  if (roles && role !== admin.role && !roles.includes(role)) return false;
  if ([type, returns].some((name) => absent.has(name) || hidden.has(name))) return false;
  const columns = tables.get(type)?.columns ?? [];
  return needs.every((name) => columns.some(({ field }) => field === name));
}
