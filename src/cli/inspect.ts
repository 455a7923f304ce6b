import { renderInspection } from "./inspect-text.ts";
import { describeClashes, type InspectedOptions, withInspection } from "./inspected.ts";
import { reportInspection } from "./inspection.ts";
import { terminalOf } from "./terminal.ts";

export interface InspectOptions extends InspectedOptions {
  readonly json: boolean;
}

/** Prints what is exposed, what is not, and why. Returns the exit code: 1 where a gateway would not start. */
export function inspect(options: InspectOptions): Promise<number> {
  const { json, stdout, stderr, env } = options;
  return withInspection(options, (inspection, settings) => {
    const report = reportInspection(inspection);
    stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : renderInspection(report, terminalOf(stdout, env)));
    const clashes = describeClashes(settings, report.clashes);
    stderr.write(clashes);
    return clashes === "" ? 0 : 1;
  });
}
