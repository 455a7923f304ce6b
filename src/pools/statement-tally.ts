import type { SluiceError } from "../lib/index.ts";
import type { Statement } from "./statement.ts";
import { labelOf, shortName } from "./statement-label.ts";

/** A statement that was answered, or failed. */
export interface StatementRun {
  readonly statement: Statement;
  /** The name of what it was sent for. */
  readonly operation: string | undefined;
  /** From sending it to having its answer. */
  readonly ms: number;
  readonly error: SluiceError | undefined;
  /** Rows that were answered, or affected. */
  readonly rows: number;
}

/** What was counted of one statement. Times are milliseconds, from sending it to having its answer. */
export interface StatementSnapshot {
  /** Its text, without values; SQL with `effects: "unknown"` is one statement without a text. */
  readonly statement: string;
  /** The names of what it was sent for: the first few that there were. */
  readonly operations: readonly string[];
  readonly count: number;
  readonly errors: number;
  readonly rows: number;
  readonly totalMs: number;
  readonly meanMs: number;
  readonly maxMs: number;
  readonly lastAt: Date;
}

/** What a pool counts for each of its statements. */
export interface StatementCounts {
  /** Those that took the most time in total first. */
  all(): readonly StatementSnapshot[];
  /** Says for how many rows the one row stood that a statement answered as JSON. */
  countRows(text: string, rows: number): void;
}

interface Entry {
  readonly operations: Set<string>;
  count: number;
  errors: number;
  rows: number;
  totalMs: number;
  maxMs: number;
  /** By `performance.now()`. */
  lastAt: number;
}

/** Callers choose the texts and the names, and memory is not theirs. */
const most = { statements: 500, operations: 10 };
/** Of a full tally, so that texts which come only once do not each look for the least. */
const droppedAtOnce = 100;

/** How long statements took, by their text. Where there are too many, those with the least time in total are forgotten. */
export class StatementTally implements StatementCounts {
  readonly #entries = new Map<string, Entry>();

  add({ statement, operation, ms, error, rows }: StatementRun): void {
    const entry = this.#entry(labelOf(statement));
    entry.count += 1;
    if (error) entry.errors += 1;
    entry.rows += rows;
    entry.totalMs += ms;
    if (ms > entry.maxMs) entry.maxMs = ms;
    entry.lastAt = performance.now();
    const { operations } = entry;
    if (operation === undefined || operations.size >= most.operations || operations.has(operation)) return;
    operations.add(copied(operation));
  }

  countRows(text: string, rows: number): void {
    const entry = this.#entries.get(labelOf({ text }));
    // It may have been forgotten meanwhile.
    if (entry) entry.rows = Math.max(0, entry.rows + rows - 1);
  }

  all(): readonly StatementSnapshot[] {
    const since = Date.now() - performance.now();
    return this.#byTime().map(([statement, { operations, lastAt, ...entry }]) => ({
      statement,
      ...entry,
      operations: [...operations],
      meanMs: entry.totalMs / entry.count,
      lastAt: new Date(since + lastAt),
    }));
  }

  reset(): void {
    this.#entries.clear();
  }

  #entry(label: string): Entry {
    const known = this.#entries.get(label);
    if (known) return known;
    if (this.#entries.size >= most.statements)
      for (const [least] of this.#byTime().slice(-droppedAtOnce)) this.#entries.delete(least);
    const entry = { operations: new Set<string>(), count: 0, errors: 0, rows: 0, totalMs: 0, maxMs: 0, lastAt: 0 };
    this.#entries.set(label, entry);
    return entry;
  }

  #byTime(): [string, Entry][] {
    return [...this.#entries].sort(([, a], [, b]) => b.totalMs - a.totalMs);
  }
}

/** A part of a document would keep the whole document. */
function copied(name: string): string {
  return Buffer.from(shortName(name)).toString();
}
