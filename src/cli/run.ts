import { readFileSync } from "node:fs";
import { inspectDatabases, openGateway } from "../gateway/index.ts";
import { type Command, parseFlags } from "./flags.ts";
import { help, usage } from "./help.ts";
import { inspect } from "./inspect.ts";
import { type Demo, serve } from "./serve.ts";
import { listenForSignals, type SignalSource } from "./signals.ts";
import type { Output } from "./terminal.ts";
import { writeTypes } from "./types/types.ts";

export interface RunOptions {
  /**
   * Called when nothing names a database: makes some, stopped after the gateway. What it makes may be given up when the
   * signal aborts. Default: says how to name one.
   */
  readonly whenNoDatabase?: (interrupted: AbortSignal) => Promise<Demo>;
  /** Default: `process.env`, which `.env` completes. */
  readonly env?: Record<string, string | undefined>;
  /** Default: the working directory. */
  readonly cwd?: string;
  readonly stdout?: Output;
  readonly stderr?: Output;
  /** Default: `process`. */
  readonly signals?: SignalSource;
  /** Ends the process at the second signal. Default: `process.exit`. */
  readonly exit?: (code: number) => void;
}

/**
 * The `sluice` command, from its arguments to its exit code: 0 when it ended as asked, 1 when it could not start or
 * stop (or what it inspected could not, or types are out of date), 2 for wrong flags. Never throws; everything it started has ended by then.
 */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<number> {
  const { env = process.env, cwd = process.cwd(), stdout = process.stdout, stderr = process.stderr } = options;
  const command = parseFlags(argv);
  if (isAnswered(command)) return answer(command, stdout, stderr);
  const exit = options.exit ?? ((code) => process.exit(code));
  const signals = listenForSignals(options.signals ?? process, () => exit(130));
  // A reader that went away (`| head`, a closed terminal) must not keep the databases from being stopped.
  const ignore = () => {};
  for (const output of [stdout, stderr]) output.on("error", ignore);
  try {
    const { whenNoDatabase } = options;
    const { flags } = command;
    const shared = { flags, whenNoDatabase, env, cwd, stdout, stderr, interrupted: signals.signal };
    if (command.kind === "inspect") return await inspect({ ...shared, json: command.json, inspectDatabases });
    if (command.kind === "types") {
      return await writeTypes({ ...shared, output: command.output, check: command.check, inspectDatabases });
    }
    return await serve({ ...shared, insecure: command.insecure, createGateway: openGateway });
  } finally {
    signals.dispose();
    for (const output of [stdout, stderr]) output.off("error", ignore);
  }
}

/** What needs no database. */
type Answered = Extract<Command, { kind: "help" | "version" | "wrong" }>;

function isAnswered(command: Command): command is Answered {
  return command.kind === "help" || command.kind === "version" || command.kind === "wrong";
}

function answer(command: Answered, stdout: Output, stderr: Output): number {
  switch (command.kind) {
    case "help":
      stdout.write(help);
      return 0;
    case "version":
      stdout.write(`${version()}\n`);
      return 0;
    case "wrong":
      stderr.write(`${usage}\n${command.problems.map(({ path, message }) => `  ${path}: ${message}\n`).join("")}`);
      return 2;
  }
}

function version(): string {
  // The same two steps up from src/cli and from dist/cli.
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const manifest: { readonly version: string } = JSON.parse(text);
  return manifest.version;
}
