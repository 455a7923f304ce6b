import { type Problem, StartError } from "../lib/index.ts";

/** Who has which name. Two things that want one name are a clash: said at start, never settled in silence. */
export interface Names {
  /**
   * Takes a name within `scope` (`type`, `Query`, or a type's name) for `source`; of several, all or none. False where
   * one was taken: the later one is left out, or the start is stopped, once all clashes are known.
   *
   * @param remedy what resolves the clash, a line of configuration or SQL.
   */
  claim(scope: string, name: string | readonly string[], source: string, remedy: string): boolean;
  /** @throws StartError with every clash, where names are strict. */
  settle(): readonly string[];
}

/** @param strict true where somebody wrote a configuration: a clash then stops the start. */
export function createNames(strict: boolean): Names {
  const taken = new Map<string, string>();
  const clashes: Problem[] = [];
  return {
    claim(scope, name, source, remedy) {
      const keys = [name].flat().map((each) => `${scope}.${each}`);
      const clash = keys.find((key) => taken.has(key));
      if (clash === undefined) {
        for (const key of keys) taken.set(key, source);
        return true;
      }
      const first = taken.get(clash);
      clashes.push({ path: source, message: `wants the name ${clash}, which ${first} has. To resolve it: ${remedy}` });
      return false;
    },
    settle() {
      if (strict && clashes.length > 0) throw new StartError("Names clash:", clashes);
      return clashes.map(({ path, message }) => `${path} was left out: it ${message}`);
    },
  };
}
