import { z } from "zod";
import { exampleUrl, urlProblem } from "./url.ts";

/** The largest delay of a timer; a longer one would fire at once. Also the largest `int4`. */
export const maxInt = 2_147_483_647;

/** A whole number in a range, both ends included. */
export function whole(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.int(message).min(min, message).max(max, message);
}

/** A text of at least one character. */
export function text(message = "must be a text") {
  return z.string(message).min(1, message);
}

export function flag() {
  return z.boolean("must be true or false");
}

/** A name that may begin a GraphQL name. */
export function name() {
  const message = 'must be letters, digits and "_", with a letter first';
  return z.string(message).regex(/^[A-Za-z][A-Za-z0-9_]*$/, message);
}

/** A GraphQL name: of a field, or of a type after its prefix. */
export function graphqlName() {
  const message = 'must be letters, digits and "_", without a digit or "__" first';
  return z.string(message).regex(/^(?!__)[A-Za-z_][A-Za-z0-9_]*$/, message);
}

export function url() {
  return text(`must be a URL like ${exampleUrl}`).superRefine((value, context) => {
    const message = urlProblem(value);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });
}

/** A list of texts that are all different. */
export function list(item: z.ZodString, message: string) {
  return z.array(item, message).refine((items) => new Set(items).size === items.length, "must not repeat an item");
}

/**
 * An object without other keys. Its complaint about an unknown key is no sentence but the list of the known keys:
 * `problems.ts` writes the sentence, one for each unknown key.
 */
export function group<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? Object.keys(shape).join(" ") : "must be an object"),
  });
}
