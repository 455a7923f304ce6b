#!/usr/bin/env node
import { nodeVersionProblem } from "./node-version.ts";

const problem = nodeVersionProblem(process.versions.node);
if (problem === undefined) {
  // Imported only now: what it imports does not parse on an old Node, whose user would see a syntax error instead.
  const { run } = await import("./run.ts");
  process.exitCode = await run(process.argv.slice(2));
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
