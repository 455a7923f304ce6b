import { type ExecutionArgs, type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from "graphql";
import { type Context, type ExecutionResult, makeServer, type Server, type SubscribePayload } from "graphql-ws";
import { type Authentication, whenExpired } from "../../access/index.ts";
import { isSameNumber, SluiceError } from "../../lib/index.ts";
import type { Yoga } from "../arrival.ts";
import { exceeded } from "../exceeded.ts";
import { maskError } from "../mask.ts";
import { withMinusZeros } from "../minus-zero.ts";
import { markExact } from "../use-exact-json.ts";
import type { Session } from "./session.ts";

export interface ProtocolOptions {
  readonly yoga: Yoga;
  readonly authentication: Authentication;
  /** The most operations at once on one socket. */
  readonly mostOperations: number;
}

type Params = Readonly<Record<string, unknown>> | undefined;
type SocketContext = Context<Params, Session>;
type Enveloped = ReturnType<Yoga["getEnveloped"]>;

/**
 * `graphql-transport-ws`, with everything that an operation passes over HTTP: the same parser, validation, context, executor
 * and gate for errors. Only what belongs to HTTP itself, bodies and their types, is done by the socket.
 */
export function createProtocol({ yoga, authentication, mostOperations }: ProtocolOptions): Server<Session> {
  const engines = new WeakMap<object, Enveloped>();

  const gate = (error: unknown): GraphQLError => {
    const masked = maskError(error);
    if (masked !== error) yoga.logger.error(error);
    return masked;
  };

  const prepare = async (context: SocketContext, id: string, message: SubscribePayload): Promise<ExecutionArgs> => {
    const { extra: session } = context;
    if (Object.keys(context.subscriptions).length > mostOperations) throw tooMany(mostOperations);
    const { query, variables, operationName } = message;
    if (variables) markExact(variables);
    const controller = new AbortController();
    // What plugins read of a request: its headers, and whether it still has a client.
    const request = new Request("http://localhost/", {
      method: "POST",
      headers: session.headers,
      signal: controller.signal,
    });
    const engine = yoga.getEnveloped({ request, params: message, principal: session.principal });
    const document = engine.parse(query);
    const errors = engine.validate(engine.schema, document);
    if (errors.length > 0) throw new AggregateError(errors);
    const args: ExecutionArgs = {
      schema: engine.schema,
      document,
      contextValue: await engine.contextFactory(),
      variableValues: variables,
      operationName,
    };
    engines.set(args, engine);
    session.begin(message, { id, controller, isWanted: () => id in context.subscriptions });
    return args;
  };

  const run = (how: "execute" | "subscribe") => async (args: ExecutionArgs) => {
    try {
      return await engines.get(args)?.[how](args);
    } catch (error) {
      return { errors: [gate(error)] };
    }
  };

  return makeServer<Params, Session>({
    async onConnect({ extra: session, connectionParams }) {
      try {
        session.principal = await authentication.authenticate(session.headers, connectionParams);
        session.whenGone(whenExpired(session.principal, () => session.expire()));
        return true;
      } catch (error) {
        if (!(error instanceof SluiceError)) yoga.logger.error(error);
        return false;
      }
    },
    async onSubscribe(context, id, message) {
      try {
        return await prepare(context, id, message);
      } catch (error) {
        return error instanceof AggregateError ? error.errors.map(gate) : [gate(error)];
      }
    },
    execute: run("execute"),
    subscribe: run("subscribe"),
    onNext: (_context, _id, _message, args, result) => shownResult(result, args),
    onError: (_context, _id, _message, errors) => errors.map(shownError),
    onComplete: ({ extra: session }, _id, message) => session.finish(message),
    jsonMessageReviver: keepNumbers,
  });
}

/** A number that JavaScript would change stays as it was written. */
function keepNumbers(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = typeof value === "number" ? context?.source : undefined;
  return source === undefined || isSameNumber(Number(value), source) ? value : JSON.rawJSON(source);
}

/** As HTTP prints it; nothing where it is as it is. */
function shownResult(result: ExecutionResult, { contextValue }: ExecutionArgs): FormattedExecutionResult | undefined {
  const { errors, data, extensions } = result;
  const hasMinusZero = Reflect.get(Object(contextValue), "hasMinusZero") === true;
  if (!errors && !hasMinusZero) return undefined;
  return {
    ...(errors && { errors: errors.map(shownError) }),
    ...(data !== undefined && { data: hasMinusZero && data ? withMinusZeros(data) : data }),
    ...(extensions && { extensions }),
  };
}

/** Without what the server notes on errors for HTTP. */
function shownError(error: GraphQLError | GraphQLFormattedError): GraphQLFormattedError {
  const { extensions: { http: _, unexpected: __, ...extensions } = {}, ...shown } =
    error instanceof GraphQLError ? error.toJSON() : error;
  return { ...shown, extensions };
}

function tooMany(most: number): GraphQLError {
  const message = `This connection runs ${most} operations already, as many as it may. Wait for one to end.`;
  return exceeded({ limit: "operationsPerSocket", message });
}
