import type { LeaseSnapshot } from "../../pools/index.ts";
import type { Builder } from "../builder.ts";
import { maybe, moment, plain, plainFields } from "./plain.ts";

/** A connection that somebody has. */
export function createLease(builder: Builder) {
  return builder.objectRef<LeaseSnapshot>("Lease").implement({
    description: "A connection that somebody holds.",
    fields: (t) =>
      plainFields(t, {
        since: plain("DateTime", ({ since }) => moment(since)),
        ms: plain("Float", ({ ms }) => ms, "For how long, in milliseconds."),
        inTransaction: plain("Boolean", ({ isInTransaction }) => isInTransaction),
        operation: maybe(
          "String",
          ({ operation }) => operation,
          "The name of the operation that holds it, where it has one.",
        ),
        statement: maybe(
          "String",
          ({ statement }) => statement,
          "The statement that runs, or ran last, without its values.",
        ),
      }),
  });
}
