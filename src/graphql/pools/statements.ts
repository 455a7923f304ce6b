import type { StatementSnapshot } from "../../pools/index.ts";
import type { Builder } from "../builder.ts";
import { moment, ofTheGateway, plain, plainFields } from "./plain.ts";

/** What was counted of one statement. */
export function createStatement(builder: Builder) {
  return builder.objectRef<StatementSnapshot>("StatementStats").implement({
    description: "A statement, and what it cost: from sending it to having its answer, in milliseconds.",
    fields: (t) => ({
      ...plainFields(t, {
        statement: plain(
          "String",
          ({ statement }) => statement,
          "Its text, without values. SQL that operators wrote is one statement without its text.",
        ),
        count: plain("BigInt", ({ count }) => String(count)),
        errors: plain("BigInt", ({ errors }) => String(errors)),
        rows: plain("BigInt", ({ rows }) => String(rows), "Rows that were answered, or affected."),
        totalMs: plain("Float", ({ totalMs }) => totalMs),
        meanMs: plain("Float", ({ meanMs }) => meanMs),
        maxMs: plain("Float", ({ maxMs }) => maxMs),
        lastAt: plain("DateTime", ({ lastAt }) => moment(lastAt)),
      }),
      operations: t.field({
        type: ["String"],
        nullable: false,
        description: "The names of the operations that sent it: the first ten.",
        extensions: ofTheGateway,
        resolve: ({ operations }) => [...operations],
      }),
    }),
  });
}
