import type { SluiceError } from "../lib/index.ts";
import type { Bind } from "../sql/index.ts";
import type { Blame } from "./opaque.ts";

/** A statement as it is prepared: its text never depends on a value. It answers with one JSON text. */
export interface Statement {
  readonly database: string;
  /** A hash of the text: the name under which connections prepare it. Undefined for one that is too large to be kept. */
  readonly name: string | undefined;
  readonly text: string;
  readonly binds: readonly Bind[];
  /** Parameters, from 1, that are parts of a cursor or an id, with what to say where Postgres refuses one. */
  readonly blames: ReadonlyMap<number, Blame>;
  /** The table that it writes, as Postgres names it, where row security may refuse its rows; and what is said then. */
  readonly secured?: { readonly table: string; readonly refusal: () => SluiceError };
}

/** One root field, or a custom one that leads to rows, whose keys its statement takes: its statement, and the links below it by place (`fieldPlace`). */
export interface RootPlan {
  readonly statement: Statement;
  /** Reads rows that were written, by the keys that the first statement answered; undefined where that one tells all. */
  readonly readBack: ReadBack | undefined;
  /** Statements in the place of the first one, where rows are made together with others. */
  readonly nested: NestedSteps | undefined;
  /** Reads the row where nothing was written because it is of another version; undefined where none was given. */
  readonly current: Statement | undefined;
  /** What has to hold of the rows that the first statement wrote, and could not be asked by it. */
  readonly check: WriteCheck | undefined;
  /** What is said where its answer is `false`: it wrote what the role may not leave there. */
  readonly forbidden: (() => SluiceError) | undefined;
  /** What is said where nothing was written; undefined where that is an answer. */
  readonly refused: (() => SluiceError) | undefined;
  /** How many rows its first statement is given. */
  readonly rows: number;
  readonly links: ReadonlyMap<string, KeyedPlan>;
  /** What it took of the request's budget, and takes again when it is used again. */
  readonly cost: number;
}

/** Statements that run one after the other, each with what those before it answered. */
export interface NestedSteps {
  readonly steps: readonly WriteStep[];
  /** The one whose answer begins with the keys of the rows that are asked for. */
  readonly root: number;
  /** Whether the first one finds the row that all of it is about: where it does not, nothing else is done. */
  readonly finds: boolean;
  /** Whether the role may not see what it wrote. */
  readonly isPartlySeen: boolean;
}

/**
 * One statement of a write that has several: it answers the values of rows as text, in the order of the rows, which the ones
 * behind it are made with.
 */
export interface WriteStep {
  readonly statement: Statement;
  /** What has to hold of its rows once all steps are done; their keys begin its answer then. */
  readonly check: WriteCheck | undefined;
  /** How many rows it has to answer. */
  readonly rows: number;
  /** What is said of a row that the statement did not find, by its place; undefined where all are there for sure. */
  readonly missing: ((row: number) => SluiceError) | undefined;
  /** Of rows that it found: their keys, as many columns, may not be those of another row of it or of steps before it. */
  readonly once: { readonly steps: readonly number[]; readonly columns: number } | undefined;
  /** What is said where it wrote fewer rows than it was given; undefined where only a trigger can have left one out. */
  readonly leftOut: (() => SluiceError) | undefined;
}

/** Asks, by the keys of rows that were written, whether there is one that a role may not leave there. */
export interface WriteCheck extends ReadBack {
  /** What is said, by what its statement answers; null where nothing is wrong. */
  readonly refusals: Readonly<Record<"refused" | "absent", () => SluiceError>>;
}

/** A statement whose keys are the answer of another one: a list of texts for each row. */
export interface ReadBack {
  readonly statement: Statement;
  /** How many columns the key has. */
  readonly columns: number;
  /** The most keys that there may be. */
  readonly most: number | undefined;
}

/** A link, or rows by their keys: one statement for all keys, answered with one entry per key, in their order. */
export interface KeyedPlan {
  /** For messages. */
  readonly field: string;
  /** How many columns a key has. */
  readonly columns: number;
  readonly statement: Statement;
}
