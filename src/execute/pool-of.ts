import { SluiceError } from "../lib/index.ts";
import { type Borrowed, poolAs } from "../pools/index.ts";
import type { RequestContext } from "./context.ts";
import { identityOf } from "./identity.ts";

/**
 * The pool of a database, as who asks: the one way from a request to a connection. The schema stays when a pool is removed:
 * whoever asks meanwhile is told what the pool itself said while it closed.
 *
 * @throws SluiceError FORBIDDEN for who may do nothing in the database.
 */
export function poolOf(context: Asking, database: string): Borrowed {
  const { pools, rowSecurity, principal } = context;
  if (!pools.has(database)) {
    throw new SluiceError("POOL_CLOSED", `The pool of database "${database}" is closed.`, { database });
  }
  const roles = rowSecurity.get(database);
  if (!roles) return pools.get(database);
  const role = roles.get(principal.role);
  if (role === undefined) throw forbidden(database);
  return poolAs(pools.get(database), identityOf(principal, role));
}

export type Asking = Pick<RequestContext, "pools" | "principal" | "rowSecurity">;

function forbidden(database: string): SluiceError {
  return new SluiceError("FORBIDDEN", `Your role may do nothing in database "${database}".`, { database });
}
