import {
  createSourceEventStream,
  type ExecutionResult,
  executeSubscriptionEvent,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type ValidatedSubscriptionArgs,
  validate,
  validateSubscriptionArgs,
} from "graphql";
import { whenExpired } from "../access/index.ts";
import { SluiceError } from "../lib/index.ts";
import { type OperationArgs, renewContext } from "./context.ts";

export interface SubscriptionOptions {
  /** What is served now. */
  readonly schema: () => GraphQLSchema;
  /** Called once when the stream is over. */
  readonly onEnd: () => void;
}

/** Begins a subscription: a stream of results, or the errors for which there is none. */
export async function executeSubscription(
  args: OperationArgs,
  options: SubscriptionOptions,
): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  args.contextValue.operation = getOperationAST(args.document, args.operationName)?.name?.value;
  const validated = validateSubscriptionArgs(args);
  const source = "length" in validated ? { errors: validated } : await createSourceEventStream(validated);
  if ("length" in validated || !(Symbol.asyncIterator in source)) {
    options.onEnd();
    return "errors" in source ? source : {};
  }
  return new Results(args, validated, source[Symbol.asyncIterator](), options);
}

/**
 * A result for each event. Each is made with the schema that is served when it happens: a stream may last for days, and must
 * neither end nor keep an old schema because tables have changed. It ends when it is not true any more who asked for it.
 */
class Results implements AsyncIterableIterator<ExecutionResult> {
  readonly #args: OperationArgs;
  readonly #events: AsyncIterator<unknown>;
  readonly #options: SubscriptionOptions;
  #validated: ValidatedSubscriptionArgs;
  readonly #forgetExpiry: () => void;
  /** Ends what is waited for. */
  #interrupt: ((error: SluiceError) => void) | undefined;
  #expiry: SluiceError | undefined;
  #isOver = false;

  constructor(
    args: OperationArgs,
    validated: ValidatedSubscriptionArgs,
    events: AsyncIterator<unknown>,
    options: SubscriptionOptions,
  ) {
    this.#args = args;
    this.#validated = validated;
    this.#events = events;
    this.#options = options;
    this.#forgetExpiry = whenExpired(args.contextValue.principal, () => {
      this.#expiry = expired();
      this.#interrupt?.(this.#expiry);
    });
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    if (this.#isOver) return { value: undefined, done: true };
    try {
      const { value, done } = await this.#event();
      if (done) return this.#end();
      this.#follow();
      renewContext(this.#args.contextValue);
      return { value: await executeSubscriptionEvent({ ...this.#validated, rootValue: value }), done: false };
    } catch (error) {
      if (error === this.#expiry) {
        this.#end();
        // A generator would answer this with its next event only.
        this.#events.return?.().catch(() => {});
      } else await this.return();
      const originalError = error instanceof Error ? error : new Error(String(error));
      return { value: { errors: [new GraphQLError(originalError.message, { originalError })] }, done: false };
    }
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    const ended = this.#end();
    await this.#events.return?.();
    return ended;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** @throws SluiceError UNAUTHENTICATED once it is not true any more who asks. */
  #event(): Promise<IteratorResult<unknown>> {
    if (this.#expiry) return Promise.reject(this.#expiry);
    return new Promise((resolve, reject) => {
      this.#interrupt = reject;
      this.#events.next().then(resolve, reject);
    });
  }

  #end(): IteratorResult<ExecutionResult, undefined> {
    if (!this.#isOver) this.#options.onEnd();
    this.#forgetExpiry();
    this.#isOver = true;
    return { value: undefined, done: true };
  }

  /** @throws SluiceError SCHEMA_CHANGED where the new schema does not have what was asked for. */
  #follow(): void {
    const schema = this.#options.schema();
    const args = this.#args;
    if (schema === args.schema) return;
    // Not a copy: the server's plugins hold these arguments for as long as the stream lasts.
    args.schema = schema;
    const validated = validate(schema, args.document).length > 0 ? [] : validateSubscriptionArgs(args);
    if (!("length" in validated)) this.#validated = validated;
    else throw new SluiceError("SCHEMA_CHANGED", "The schema changed, and does not have what was subscribed to.");
  }
}

function expired(): SluiceError {
  return new SluiceError(
    "UNAUTHENTICATED",
    "The token has expired, and the stream ends with it. Subscribe again with a new one.",
  );
}
