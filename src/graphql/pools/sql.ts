import type { RunSqlSettings } from "../../config/index.ts";
import { runSql, type WrittenSql } from "../../console/index.ts";
import { poolOf, type RequestContext } from "../../execute/index.ts";
import { nameOf, SluiceError } from "../../lib/index.ts";
import type { Live, SqlRun } from "../../live/index.ts";
import type { Pool, Table } from "../../pools/index.ts";
import type { Builder } from "../builder.ts";
import { namedDatabases, namedPool } from "./databases.ts";
import { given } from "./given.ts";
import { maybe, ofTheGateway, plain, plainFields } from "./plain.ts";
import { checkRight } from "./rights.ts";

/** What came of the statement in one database. */
interface Outcome {
  readonly database: string;
  readonly answer: Answer | undefined;
  readonly error: Failure | undefined;
}

/** No `Error`: as the value of a field that would be its failure. */
type Failure = Pick<SluiceError, "code" | "message" | "details">;

interface Answer extends Table {
  readonly database: string;
  readonly ms: number;
}

export interface SqlOptions {
  readonly live: Live;
  readonly settings: RunSqlSettings;
  /** Whether a database is only read, whatever the settings are. */
  readonly isReadOnly: (database: string) => boolean;
}

/** Adds SQL that operators write themselves. */
export function addSql(builder: Builder, options: SqlOptions): void {
  const { mode, maxRows, maxBytes, timeout } = options.settings;
  const what =
    mode === "readOnly"
      ? "A query, explain or show, in a transaction that only reads"
      : "Any one statement, in a transaction of its own";
  const bounds = `${what}: at most ${maxRows} rows, ${maxBytes} bytes and ${timeout} ms.`;
  const params = "The values of $1, $2, … as texts, which Postgres reads.";
  const result = createResult(builder);
  const outcome = createOutcome(builder, result);
  builder.mutationField("runSql", (t) =>
    t.field({
      type: result,
      nullable: true,
      description: bounds,
      args: {
        database: t.arg.string({ required: true }),
        sql: t.arg.string({ required: true }),
        params: t.arg({ type: ["String"], required: { list: false, items: false }, description: params }),
      },
      extensions: { sluice: { kind: "verb" } },
      resolve: (_root, args, context) => {
        checkRight(context, "sql");
        return run(namedPool(context.pools, given.text(args.database)), written(args), context, options);
      },
    }),
  );
  builder.mutationField("runSqlOnAll", (t) =>
    t.field({
      type: [outcome],
      nullable: { list: true, items: false },
      description: `In several databases at the same time, what failed beside what succeeded. ${bounds}`,
      args: {
        databases: t.arg.stringList({ description: "Only in these; without a word in all." }),
        sql: t.arg.string({ required: true }),
        params: t.arg({ type: ["String"], required: { list: false, items: false }, description: params }),
      },
      extensions: { sluice: { kind: "verb" } },
      resolve: (_root, args, context) => {
        checkRight(context, "sql");
        const { pools } = context;
        const names = namedDatabases(pools, given.texts(args.databases)) ?? pools.all.map(({ name }) => name);
        return Promise.all(names.map((name) => attempt(pools.get(name), written(args), context, options)));
      },
    }),
  );
}

function written({ sql, params }: { readonly sql?: unknown; readonly params?: unknown }): WrittenSql {
  return { text: given.text(sql), values: given.values(params) };
}

/** Runs it and says so, however it ends. */
async function run(
  pool: Pool,
  sql: WrittenSql,
  context: RequestContext,
  { live, settings, isReadOnly }: SqlOptions,
): Promise<Answer> {
  const { name: database } = pool;
  const { signal, principal, operation } = context;
  const since = performance.now();
  const announce = (outcome: Pick<SqlRun, "command" | "rows" | "code">): number => {
    const ms = performance.now() - since;
    live.events.announce({ kind: "SqlRun", database, at: new Date(), by: nameOf(principal), ms, ...outcome });
    return ms;
  };
  try {
    const readOnly = settings.mode !== "readWrite" || isReadOnly(database);
    const table = await runSql(poolOf(context, database), sql, { ...settings, readOnly, signal, operation });
    const ms = announce({ command: table.command, rows: table.count, code: undefined });
    return { ...table, database, ms };
  } catch (error) {
    const code = error instanceof SluiceError ? error.code : "INTERNAL_SERVER_ERROR";
    announce({ command: undefined, rows: undefined, code });
    throw error;
  }
}

async function attempt(...job: Parameters<typeof run>): Promise<Outcome> {
  const [{ name: database }] = job;
  try {
    return { database, answer: await run(...job), error: undefined };
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    const { code, message, details } = error;
    return { database, answer: undefined, error: { code, message, details } };
  }
}

function createResult(builder: Builder) {
  return builder.objectRef<Answer>("SqlResult").implement({
    description: "What Postgres answered, as it printed it.",
    fields: (t) => ({
      ...plainFields(t, {
        database: plain("String", ({ database }) => database),
        command: plain("String", ({ command }) => command, "What Postgres says that it did: SELECT, UPDATE."),
        rowCount: maybe("Int", ({ count }) => count, "Rows that were answered, or affected."),
        ms: plain("Float", ({ ms }) => ms, "Milliseconds, waiting included."),
      }),
      columns: t.field({
        type: ["String"],
        nullable: false,
        description: "Their names, which may repeat.",
        extensions: ofTheGateway,
        resolve: ({ columns }) => [...columns],
      }),
      rows: t.field({
        type: t.listRef(t.listRef("String", { nullable: true })),
        nullable: false,
        description: "The values of each, in the order of the columns.",
        extensions: ofTheGateway,
        resolve: ({ rows }) => rows.map((row) => [...row]),
      }),
    }),
  });
}

function createOutcome(builder: Builder, result: ReturnType<typeof createResult>) {
  const error = builder.objectRef<Failure>("SqlError").implement({
    description: "Why a statement failed.",
    fields: (t) =>
      plainFields(t, {
        code: plain("String", ({ code }) => code, "As in the extensions of an error."),
        message: plain("String", ({ message }) => message),
        sqlState: maybe("String", ({ details }) => details.sqlState),
      }),
  });
  return builder.objectRef<Outcome>("SqlOutcome").implement({
    description: "What came of a statement in one database: a result, or an error.",
    fields: (t) => ({
      database: t.field({
        type: "String",
        nullable: false,
        extensions: ofTheGateway,
        resolve: ({ database }) => database,
      }),
      result: t.field({ type: result, nullable: true, extensions: ofTheGateway, resolve: ({ answer }) => answer }),
      error: t.field({ type: error, nullable: true, extensions: ofTheGateway, resolve: (outcome) => outcome.error }),
    }),
  });
}
