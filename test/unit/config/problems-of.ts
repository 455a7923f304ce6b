import { StartError } from "../../../src/lib/index.ts";

/** The problems of what must fail with a `StartError`, each as `path: message`. */
export async function problemsOf(work: () => unknown): Promise<readonly string[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof StartError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  throw new Error("expected a StartError");
}
