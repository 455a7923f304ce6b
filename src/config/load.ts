import { type Problem, StartError } from "../lib/index.ts";
import { readAuthEnv } from "./auth-env.ts";
import type { SluiceConfig } from "./config.ts";
import { addDotenv } from "./dotenv.ts";
import { type Env, readEnv } from "./env.ts";
import { readConfigFile } from "./file.ts";
import { type ConfigFlags, hasBareUrl, mainDatabase, readFlags, repeatedFlags } from "./flags.ts";
import { databasesOf, type Layer, namesDatabase } from "./layer.ts";
import { invalid, layerProblems, resolveLayers } from "./resolve.ts";
import type { Settings } from "./settings.ts";
import { exampleUrl } from "./url.ts";

export interface LoadOptions {
  readonly flags?: ConfigFlags;
  /** `process.env`, or something like it. What `.env` adds is written into it. */
  readonly env: Env;
  /** Where the configuration file and `.env` are looked for, and relative paths start. */
  readonly cwd: string;
  /** Called when no source says where a database is. All sources lie over what it returns. */
  readonly whenNoDatabase?: () => Promise<SluiceConfig>;
}

/**
 * Reads every source, the later over the earlier: configuration file, `.env`, environment, flags. Throws a `StartError`
 * that holds every problem.
 */
export async function loadConfig({ flags = {}, env, cwd, whenNoDatabase }: LoadOptions): Promise<Settings> {
  const ofDotenv = addDotenv(env, cwd);
  const file = await readConfigFile(flags.config, cwd);
  const fileConfig = file && "config" in file ? file.config : {};
  const fileNames = databasesOf(fileConfig);
  const ofEnv = readEnv(env, fileNames.keys());
  const ofAuthEnv = readAuthEnv(env);
  const layers: readonly Layer[] = [layer(fileConfig), ofEnv.layer, ofAuthEnv.layer, readFlags(flags)];
  const found: Problem[] = [...ofDotenv, ...ofEnv.problems, ...ofAuthEnv.problems, ...repeatedFlags(flags)];
  if (file && "problem" in file) throw invalid([file.problem, ...found, ...layers.flatMap(layerProblems)]);

  const finish = (lowest: Layer, strictNames: boolean): Settings => {
    const settings = resolveLayers([lowest, ...layers], { strictNames, cwd, found });
    return flags.readOnly ? allReadOnly(settings) : settings;
  };
  if (layers.some(({ config }) => namesDatabase(config))) {
    const isBare = hasBareUrl(flags) && !layers.slice(0, -1).some(({ config }) => namesDatabase(config, mainDatabase));
    return finish(layer(isBare ? { databases: { [mainDatabase]: { prefix: "" } } } : {}), fileNames.size > 0);
  }
  if (env.DATABASE_URL) {
    const main = { [mainDatabase]: { url: env.DATABASE_URL, prefix: "" } };
    const labels = new Map([[`databases.${mainDatabase}.url`, "DATABASE_URL"]]);
    return finish({ config: { databases: main }, labels }, fileNames.size > 0);
  }
  if (whenNoDatabase) {
    const early = [...found, ...layers.flatMap(layerProblems)];
    // Nothing is started for a configuration that cannot be used anyway.
    if (early.length > 0) throw invalid(early);
    return finish(layer(await whenNoDatabase()), true);
  }
  if (layers.some(({ config }) => databasesOf(config).size > 0)) return finish(layer({}), fileNames.size > 0);
  throw noDatabase([...found, ...layers.flatMap(layerProblems)]);
}

const layer = (config: unknown): Layer => ({ config, labels: new Map() });

const allReadOnly = (settings: Settings): Settings => ({
  ...settings,
  databases: settings.databases.map((database) => ({ ...database, readOnly: true })),
});

function noDatabase(problems: readonly Problem[]): StartError {
  if (problems.length > 0) return invalid(problems);
  return new StartError("No database is named. Name each one in one of these places:", [
    { path: "a flag", message: `--database shop=${exampleUrl}` },
    { path: "sluice.config.ts", message: 'export default { databases: { shop: "postgres://…" } }' },
    { path: "environment or .env", message: "SLUICE_DB__SHOP__URL=postgres://…, or only DATABASE_URL" },
  ]);
}
