import { link } from "../state/link.ts";
import { clock } from "../words/times.ts";

/** Says that what is shown is old. */
export function Stale() {
  const now = link.value;
  return (
    <output class="stale" hidden={now.state !== "stale"}>
      {now.state === "stale" &&
        `Stale since ${clock(now.since, Date.now())}: the gateway is not heard of. Connecting again …`}
    </output>
  );
}
