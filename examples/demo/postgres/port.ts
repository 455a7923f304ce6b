import { once } from "node:events";
import { createServer } from "node:net";
import { host } from "./server.ts";

/** A port that was free a moment ago; another process may take it first. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, host);
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (typeof address === "object" && address !== null) return address.port;
  throw new Error("The system gave no free port.");
}
