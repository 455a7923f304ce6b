import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export interface RunningCommand {
  readonly child: ChildProcess;
  /** Everything printed so far, on both streams. */
  output(): string;
  /** Resolves with the match once the output has it; rejects where the command ends before. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  /** Ctrl-C in a terminal: to the whole process group. */
  interrupt(): void;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** A program, and its arguments, that becomes the process in the end. */
  readonly through?: readonly string[];
}

/** Runs a TypeScript file of the repository as a process of its own, as users run the command. */
export function runCommand(
  file: string,
  args: readonly string[],
  { env = {}, cwd = root, through = [] }: CommandOptions = {},
): RunningCommand {
  const line = [...through, process.execPath, "--conditions=@sluice/source", join(root, file), ...args];
  const [program = process.execPath, ...rest] = line;
  const child = spawn(program, rest, {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let text = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  return {
    child,
    ended,
    output: () => text,
    interrupt() {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGINT");
    },
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(text);
          if (!match) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        ended.then((code) => reject(new Error(`Ended with ${code} before ${pattern}:\n${text}`)), reject);
      }),
  };
}
