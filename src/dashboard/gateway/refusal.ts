/** Why the gateway did not do what it was asked for. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }

  static of(error: { readonly message: string; readonly extensions?: { readonly code?: unknown } }): Refusal {
    return new Refusal(String(error.extensions?.code ?? "INTERNAL_SERVER_ERROR"), error.message);
  }

  /** Nobody refused anything: nobody was there. */
  static unreachable(message: string, cause?: unknown): Refusal {
    return new Refusal("UNREACHABLE", message, cause);
  }

  /** Whether other credentials may help. What a role may not see is not in its schema. */
  get isAboutAccess(): boolean {
    return ["UNAUTHENTICATED", "FORBIDDEN", "GRAPHQL_VALIDATION_FAILED"].includes(this.code);
  }
}
