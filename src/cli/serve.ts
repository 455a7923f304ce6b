import { type ConfigFlags, loadConfig, type Settings, type SluiceConfig } from "../config/index.ts";
import type { ReloadOutcome } from "../gateway/index.ts";
import { describeFailure } from "./failure.ts";
import { renderScreen, type Screen } from "./screen.ts";
import { type Output, terminalOf } from "./terminal.ts";

/** Databases that live as long as the command. */
export interface Demo {
  readonly config: SluiceConfig;
  stop(): Promise<void>;
}

/** What serving needs of a gateway. */
export interface ServedGateway {
  readonly notices: Screen["notices"];
  readonly warnings: Screen["warnings"];
  readonly exampleQuery: string;
  databases(): Screen["databases"];
  start(): Promise<{ readonly url: string; readonly dashboard: string | undefined }>;
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly flags: ConfigFlags;
  readonly insecure: boolean;
  readonly createGateway: (
    settings: Settings,
    options: { readonly insecure: boolean; readonly onReload: (outcome: ReloadOutcome) => void },
  ) => Promise<ServedGateway>;
  readonly whenNoDatabase?: ((interrupted: AbortSignal) => Promise<Demo>) | undefined;
  readonly env: Record<string, string | undefined>;
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted when it is to end. */
  readonly interrupted: AbortSignal;
}

/** Serves until it is interrupted, then ends what it started, the last first. Returns the exit code. */
export async function serve(options: ServeOptions): Promise<number> {
  const { stderr, interrupted } = options;
  const started: { stop(): Promise<void> }[] = [];
  const sayStopping = () => options.stdout.write("\nStopping … (Ctrl-C again ends at once)\n");
  interrupted.addEventListener("abort", sayStopping, { once: true });
  let code = 0;
  try {
    await startAll(options, started);
    await aborted(interrupted);
  } catch (error) {
    // What was given up because of Ctrl-C has nothing to say.
    if (!interrupted.aborted) {
      stderr.write(describeFailure(error));
      code = 1;
    }
  }
  for (const part of started.toReversed()) {
    try {
      await part.stop();
    } catch (error) {
      stderr.write(`While stopping: ${describeFailure(error)}`);
      code = 1;
    }
  }
  interrupted.removeEventListener("abort", sayStopping);
  return code;
}

/** Puts what it starts on `started`, and goes no further once it is interrupted. */
async function startAll(options: ServeOptions, started: { stop(): Promise<void> }[]): Promise<void> {
  const { flags, insecure, env, cwd, stdout, interrupted, whenNoDatabase } = options;
  const startDemo =
    whenNoDatabase &&
    (async () => {
      stdout.write("No database is named, so the demo starts …\n");
      const demo = await whenNoDatabase(interrupted);
      started.push(demo);
      return demo.config;
    });
  const settings = await loadConfig({ flags, env, cwd, ...(startDemo ? { whenNoDatabase: startDemo } : {}) });
  if (interrupted.aborted) return;

  stdout.write(`Connecting to ${settings.databases.map(({ name }) => name).join(", ")} …\n`);
  const onReload = (outcome: ReloadOutcome) => options.stderr.write(describeReload(outcome));
  const gateway = await options.createGateway(settings, { insecure, onReload });
  started.push(gateway);
  if (interrupted.aborted) return;

  const { url, dashboard } = await gateway.start();
  if (interrupted.aborted) return;
  const { notices, warnings, exampleQuery } = gateway;
  const screen: Screen = { url, dashboard, databases: gateway.databases(), notices, warnings, exampleQuery };
  stdout.write(renderScreen(screen, terminalOf(stdout, env)));
}

function describeReload({ databases, error }: ReloadOutcome): string {
  const what = `The tables of ${databases.join(", ")} have changed`;
  if (error === undefined) return `${what}, and were read again.\n`;
  return `${what}. What was served before is still served:\n${describeFailure(error)}`;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
