// Read by every Node, however old: nothing newer than ES2015 modules, and no imports.

/** From this version on Node strips the types of a `sluice.config.ts` by itself. */
export const oldestNode = "22.18.0";

/** What to tell somebody whose Node is too old, or undefined. `version` is `process.versions.node`. */
export function nodeVersionProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split(".").map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `Sluice needs Node ${oldestMajor}.${oldestMinor} or later; this is Node ${version}.`;
}
