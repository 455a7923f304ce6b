import {
  createSourceEventStream,
  type ExecutionResult,
  executeSubscriptionEvent,
  mapSourceToResponseEvent,
  validateSubscriptionArgs,
} from "graphql";
import { type OperationArgs, renewContext } from "./context.ts";

/** Executes a subscription: its selection once for each event, which sees nothing that was read for the one before it. */
export async function executeSubscription(
  args: OperationArgs,
): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult> {
  const validated = validateSubscriptionArgs(args);
  if ("length" in validated) return { errors: validated };
  const events = await createSourceEventStream(validated);
  if (!(Symbol.asyncIterator in events)) return events;
  return mapSourceToResponseEvent(validated, events, (event) => {
    renewContext(args.contextValue);
    return executeSubscriptionEvent(event);
  });
}
