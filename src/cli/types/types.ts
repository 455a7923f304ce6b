import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { describeClashes, type InspectedOptions, withInspection } from "../inspected.ts";
import { printTypes } from "./print.ts";

export interface TypesOptions extends InspectedOptions {
  /** The file, from the working directory. */
  readonly output: string;
  /** Only says whether the file is as it would be written. */
  readonly check: boolean;
}

/**
 * Writes what the databases hold as TypeScript. Returns the exit code: 1 where it cannot be written, or is to be checked and is
 * out of date.
 */
export function writeTypes(options: TypesOptions): Promise<number> {
  const { output, check, cwd, stdout, stderr } = options;
  return withInspection(options, ({ model }, settings) => {
    const clashes = describeClashes(settings, model.notices);
    if (clashes !== "") {
      stderr.write(clashes);
      return 1;
    }
    const path = resolve(cwd, output);
    const text = printTypes(model);
    const isSame = existsSync(path) && readFileSync(path, "utf8") === text;
    if (check && !isSame) {
      stderr.write(`${output} is not what the databases hold. Write it again: sluice types --output ${output}\n`);
      return 1;
    }
    if (!isSame) writeFileSync(path, text);
    stdout.write(isSame ? `${output} is up to date.\n` : `Wrote ${output}.\n`);
    return 0;
  });
}
