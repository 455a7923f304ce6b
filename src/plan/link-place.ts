/** As `GraphQLResolveInfo` has it: the response key, and the type that the field is of. */
export interface ResponsePath {
  readonly prev: ResponsePath | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
}

/**
 * Where the rows of a field stand: those of each type that it can lead to are planned by themselves.
 *
 * @param field where the field stands.
 */
export function rowsPlace(field: string, type: { readonly name: string }): string {
  return `${field}(${type.name})`;
}

/** Where a field stands in its operation, without the indexes of lists: `supportTickets(SupportTicket).customer`. */
export function fieldPlace(path: ResponsePath): string {
  let [text, type] = ["", ""];
  for (let at: ResponsePath | undefined = path; at; at = at.prev) {
    if (typeof at.key !== "string") continue;
    text = text === "" ? at.key : `${at.key}(${type}).${text}`;
    type = at.typename ?? "";
  }
  return text;
}
