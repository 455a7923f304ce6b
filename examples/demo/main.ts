import { run } from "../../src/cli/index.ts";
import { startDemo } from "./demo.ts";

// `npm start`: the command as users have it, with the demo where no database is named.
const directory = process.env.SLUICE_DEMO_DIRECTORY;
process.exitCode = await run(process.argv.slice(2), {
  whenNoDatabase: (signal) =>
    startDemo({ say: (line) => process.stdout.write(`${line}\n`), signal, ...(directory && { directory }) }),
});
