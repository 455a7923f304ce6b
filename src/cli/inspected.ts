import { type ConfigFlags, loadConfig, type Settings } from "../config/index.ts";
import type { Inspection } from "../gateway/index.ts";
import { describeFailure } from "./failure.ts";
import type { Demo } from "./serve.ts";
import type { Output } from "./terminal.ts";

/** What a command that looks at the databases is run with. */
export interface InspectedOptions {
  readonly flags: ConfigFlags;
  readonly inspectDatabases: (settings: Settings) => Promise<Inspection>;
  readonly whenNoDatabase?: ((interrupted: AbortSignal) => Promise<Demo>) | undefined;
  readonly env: Record<string, string | undefined>;
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly interrupted: AbortSignal;
}

/** Looks at the databases, and says what it saw by `report`, whose exit code it returns: 1 where it cannot look. */
export async function withInspection(
  { flags, env, cwd, stderr, interrupted, whenNoDatabase, inspectDatabases }: InspectedOptions,
  report: (inspection: Inspection, settings: Settings) => number,
): Promise<number> {
  let demo: Demo | undefined;
  const startDemo = async (start: NonNullable<typeof whenNoDatabase>) => {
    demo = await start(interrupted);
    return demo.config;
  };
  let code: number;
  try {
    const settings = await loadConfig({
      flags,
      env,
      cwd,
      ...(whenNoDatabase ? { whenNoDatabase: () => startDemo(whenNoDatabase) } : {}),
    });
    const inspection = await inspectDatabases(settings);
    code = interrupted.aborted ? 1 : report(inspection, settings);
  } catch (error) {
    if (!interrupted.aborted) stderr.write(describeFailure(error));
    code = 1;
  }
  try {
    await demo?.stop();
  } catch (error) {
    stderr.write(`While stopping: ${describeFailure(error)}`);
    code = 1;
  }
  return code;
}

/** What keeps a configured gateway from starting; empty where nothing does. */
export function describeClashes({ strictNames }: Settings, clashes: readonly string[]): string {
  if (!strictNames || clashes.length === 0) return "";
  const lines = clashes.map((clash) => `  ${clash}\n`).join("");
  return `Names clash, and a configured gateway does not start with that:\n${lines}`;
}
