import { SluiceError } from "../../lib/index.ts";
import { longestPattern } from "../../model/index.ts";
import type { BindScope } from "../../sql/index.ts";

/** A text that may not be longer than this; the bind throws LIMIT_EXCEEDED where it is. */
export function limited(
  bind: (scope: BindScope) => unknown,
  path: string,
  longest = longestPattern,
): (scope: BindScope) => string {
  return (scope) => {
    const text = String(bind(scope));
    if (text.length <= longest) return text;
    const message = `${path} has ${text.length} characters; a pattern has at most ${longest}. Look for a part of it.`;
    throw new SluiceError("LIMIT_EXCEEDED", message, { limit: "patternLength" });
  };
}
