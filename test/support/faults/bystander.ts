import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { TestGateway } from "../gateway.ts";
import { recordBystander } from "./record.ts";

export interface Bystander {
  /** Rejects where any of its requests failed. */
  end(): Promise<void>;
}

/** How long it rests between two requests, in milliseconds: it is there to notice, not to be a load. */
const rest = 20;
/** How many requests tell what is normal, before anything happens. */
const before = 25;

/** Asks for `billing` alone, one request after the other, until it is ended. Each time it does `look`, too. */
export async function watchBystander(gateway: Pick<TestGateway, "send">, look = () => {}): Promise<Bystander> {
  const ask = async () => {
    look();
    const since = performance.now();
    const { body } = await gateway.send("{ billingBills { id } }");
    expect(body).toEqual({ data: { billingBills: [{ id: 1 }, { id: 2 }] } });
    return performance.now() - since;
  };
  const normal: number[] = [];
  for (let time = 0; time < before; time += 1) normal.push(await ask());

  const during: number[] = [];
  let isOver = false;
  const watch = async () => {
    while (!isOver) {
      during.push(await ask());
      await sleep(rest);
    }
  };
  const watched = watch().then(
    () => undefined,
    (error: unknown) => error,
  );
  return {
    async end() {
      isOver = true;
      const failure = await watched;
      if (failure !== undefined) throw failure;
      recordBystander(normal, during);
    },
  };
}
