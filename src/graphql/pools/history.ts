import { SluiceError } from "../../lib/index.ts";
import type { HistoryPoint } from "../../live/index.ts";
import type { Builder } from "../builder.ts";
import { moment, plain, plainFields } from "./plain.ts";
import type { createPoolState } from "./stats.ts";

/** Milliseconds that a point may stand for, a multiple of the shortest. */
const step = { shortest: 1_000, longest: 60_000 };

/** A pool in a step of the time that is kept. */
export function createPoint(builder: Builder, state: ReturnType<typeof createPoolState>) {
  const acquire = "Milliseconds that those waited who got a connection in the step, by classes a fifth wide.";
  return builder.objectRef<HistoryPoint>("PoolPoint").implement({
    description:
      "A pool in a step of time. Connections and borrowers are those of the second with the most demand in it.",
    fields: (t) =>
      plainFields(t, {
        at: plain("DateTime", ({ at }) => moment(at), "Its last sample."),
        state: plain(state, (point) => point.state),
        idle: plain("Int", ({ idle }) => idle),
        inUse: plain("Int", ({ inUse }) => inUse),
        connecting: plain("Int", ({ connecting }) => connecting),
        waiting: plain("Int", ({ waiting }) => waiting),
        max: plain("Int", ({ max }) => max),
        queriesPerSecond: plain("Float", ({ queriesPerSecond }) => queriesPerSecond),
        errorsPerSecond: plain("Float", ({ errorsPerSecond }) => errorsPerSecond, "Statements that failed."),
        refusedPerSecond: plain(
          "Float",
          ({ refusedPerSecond }) => refusedPerSecond,
          "Borrowers who got no connection.",
        ),
        acquireP50: plain("Float", ({ acquireP50 }) => acquireP50, acquire),
        acquireP95: plain("Float", ({ acquireP95 }) => acquireP95, acquire),
        acquireP99: plain("Float", ({ acquireP99 }) => acquireP99, acquire),
      }),
  });
}

/** @throws SluiceError BAD_USER_INPUT */
export function checkStep(ms: number): number {
  if (ms >= step.shortest && ms <= step.longest && ms % step.shortest === 0) return ms;
  const message = `step: ${ms} is not possible. Give milliseconds from ${step.shortest} to ${step.longest}, a multiple of ${step.shortest}.`;
  throw new SluiceError("BAD_USER_INPUT", message);
}
