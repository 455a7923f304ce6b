/** What the page is told by the gateway that serves it. */
export interface PageFacts {
  /** Whether there is a GraphiQL to lead to. */
  readonly hasGraphiQL: boolean;
}

/** The page with its facts. They stand in it as `meta`, for there may be no script inline. */
export function fill(html: string, { hasGraphiQL }: PageFacts): string {
  return html.replace(/(<meta name="sluice-graphiql" content=")[^"]*(")/, `$1${hasGraphiQL ? "yes" : "no"}$2`);
}
