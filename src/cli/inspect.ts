import { type ConfigFlags, loadConfig, type Settings } from "../config/index.ts";
import type { Inspection } from "../gateway/index.ts";
import { describeFailure } from "./failure.ts";
import { renderInspection } from "./inspect-text.ts";
import { reportInspection } from "./inspection.ts";
import type { Demo } from "./serve.ts";
import { type Output, terminalOf } from "./terminal.ts";

export interface InspectOptions {
  readonly flags: ConfigFlags;
  readonly json: boolean;
  readonly inspectDatabases: (settings: Settings) => Promise<Inspection>;
  readonly whenNoDatabase?: ((interrupted: AbortSignal) => Promise<Demo>) | undefined;
  readonly env: Record<string, string | undefined>;
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly interrupted: AbortSignal;
}

/** Prints what is exposed, what is not, and why. Returns the exit code: 1 where a gateway would not start. */
export async function inspect(options: InspectOptions): Promise<number> {
  const { flags, env, cwd, stderr, interrupted, whenNoDatabase } = options;
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
    const inspection = await options.inspectDatabases(settings);
    code = interrupted.aborted ? 1 : print(inspection, settings, options);
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

function print(inspection: Inspection, settings: Settings, { json, stdout, stderr, env }: InspectOptions): number {
  const report = reportInspection(inspection);
  stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : renderInspection(report, terminalOf(stdout, env)));
  if (!settings.strictNames || report.clashes.length === 0) return 0;
  const clashes = report.clashes.map((clash) => `  ${clash}\n`).join("");
  stderr.write(`Names clash, and a configured gateway does not start with that:\n${clashes}`);
  return 1;
}
