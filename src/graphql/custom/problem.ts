import { StartError } from "../../lib/index.ts";

/** What keeps custom fields from being added. */
export function extendProblem(message: string): StartError {
  return new StartError("The custom fields cannot be added:", [{ path: "extend", message }]);
}
