/** As `GraphQLResolveInfo` has it: the response key, and the type that the field is of. */
export interface ResponsePath {
  readonly prev: ResponsePath | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
}

/** Where the fields below a root field stand: those of each type that it can lead to are planned by themselves. */
export function rootPlace(key: string, type: string): string {
  return `${key}(${type})`;
}

/** Where a link stands in its operation, without the indexes of lists: `supportTickets(SupportTicket).customer`. */
export function linkPlace(path: ResponsePath): string {
  let [text, type] = ["", ""];
  for (let at: ResponsePath | undefined = path; at; at = at.prev) {
    if (typeof at.key !== "string") continue;
    if (!at.prev) return `${rootPlace(at.key, type)}${text}`;
    text = `.${at.key}${text}`;
    type = at.typename ?? "";
  }
  return text;
}
