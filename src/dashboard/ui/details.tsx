import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Refusal } from "../gateway/refusal.ts";
import { DetailsDocument, type DetailsQuery } from "../generated/operations.ts";
import { send } from "../state/session.ts";
import { Leases } from "./leases.tsx";
import { Statements } from "./statements.tsx";

/** Milliseconds between two looks. */
const pause = 2_000;

/** Who holds connections, and which statements cost the time: looked at again and again while the page is open. */
export function Details({ database }: { readonly database: string }) {
  const pool = useSignal<DetailsQuery["pool"]>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hasLeft = false;
    const look = async () => {
      try {
        const details = await send(DetailsDocument, { database });
        pool.value = details.pool;
      } catch (error) {
        // What is away says so at the top of the page.
        if (!(error instanceof Refusal)) throw error;
      }
      if (!hasLeft) timer = setTimeout(() => void look(), pause);
    };
    void look();
    return () => {
      hasLeft = true;
      clearTimeout(timer);
    };
  }, [database]);
  return (
    <>
      <Leases leases={pool.value?.leases} />
      <Statements database={database} statements={pool.value?.statements} />
    </>
  );
}
