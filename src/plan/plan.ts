import type { Edge } from "../model/index.ts";
import type { Bind } from "../sql/index.ts";
import type { CursorArgument } from "./cursor.ts";

/** A statement as it is prepared: its text never depends on a value. It answers with one JSON text. */
export interface Statement {
  readonly database: string;
  /** A hash of the text: the name under which connections prepare it. Undefined for one that is too large to be kept. */
  readonly name: string | undefined;
  readonly text: string;
  readonly binds: readonly Bind[];
  /** Which parameters, from 1, are parts of a cursor, and of which. */
  readonly cursors: ReadonlyMap<number, CursorArgument>;
}

/** One root field: its statement, and the links below it by path (`supportTickets.customer.account`). */
export interface RootPlan {
  readonly statement: Statement;
  readonly links: ReadonlyMap<string, LinkPlan>;
  /** What it took of the request's budget, and takes again when it is used again. */
  readonly cost: number;
}

/** A link field: one statement for the keys of all parents, answered with one entry per key, in their order. */
export interface LinkPlan {
  readonly edge: Edge;
  readonly statement: Statement;
}
