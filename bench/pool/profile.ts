import { Session } from "node:inspector/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where the processor's time goes while `work` runs: the functions with the most time of their own, as `12 % name file:line`. */
export async function profile(work: () => Promise<unknown>, top = 6): Promise<readonly string[]> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 200 });
  await session.post("Profiler.start");
  await work();
  const { nodes, samples = [], timeDeltas = [] } = (await session.post("Profiler.stop")).profile;
  session.disconnect();
  const byId = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const spent = new Map<string, number>();
  for (const [index, sample] of samples.entries()) {
    const { functionName = "", url = "", lineNumber = 0 } = byId.get(sample) ?? {};
    // Waiting is no work, and the profiler's own start is not ours.
    if (/^\((?:idle|program)\)$/.test(functionName) || url === "node:inspector") continue;
    const file = url.replace(/^file:\/\//, "").replace(root, "");
    const name = `${functionName || "(anonymous)"}${file ? ` ${file}:${lineNumber + 1}` : ""}`;
    spent.set(name, (spent.get(name) ?? 0) + (timeDeltas[index] ?? 0));
  }
  const total = [...spent.values()].reduce((sum, each) => sum + each, 0);
  return [...spent]
    .sort(([, a], [, b]) => b - a)
    .slice(0, top)
    .map(([name, time]) => `${((time / total) * 100).toFixed(0)} % ${name}`);
}
