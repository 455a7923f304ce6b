import { run } from "../../src/cli/index.ts";
import { startDemo } from "./demo.ts";

// `npm start`: the command as users have it, with the demo where no database is named.
process.exitCode = await run(process.argv.slice(2), {
  whenNoDatabase: () => startDemo((line) => process.stdout.write(`${line}\n`)),
});
