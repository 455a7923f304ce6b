import type { Authentication } from "../../access/index.ts";
import type { LimitsSettings } from "../../config/index.ts";
import type { Yoga } from "../arrival.ts";
import { hostCheck } from "../use-known-host.ts";
import { originComplaint } from "../use-same-origin.ts";
import { createProtocol } from "./protocol.ts";
import { Sockets } from "./sockets.ts";

export interface CreateSocketsOptions {
  readonly yoga: Yoga;
  readonly authentication: Authentication;
  readonly limits: LimitsSettings;
  readonly allowedHosts: readonly string[] | undefined;
  /** The path of the API. */
  readonly endpoint: string;
}

/** Milliseconds between two questions whether a client is still there. */
const keepAlive = 12_000;

/** WebSocket connections to the API, for the hosts and pages that HTTP answers. */
export function createSockets({ yoga, authentication, limits, allowedHosts, endpoint }: CreateSocketsOptions): Sockets {
  const checks = [
    ...(allowedHosts ? [hostCheck({ allowedHosts, isOpen: authentication.isOpen })] : []),
    originComplaint,
  ];
  return new Sockets({
    protocol: createProtocol({ yoga, authentication, mostOperations: limits.operationsPerSocket }),
    refusal({ url = "" }, headers) {
      if (url.split("?")[0] !== endpoint) {
        return { status: 404, code: "BAD_USER_INPUT", message: `There are WebSockets at ${endpoint} only.` };
      }
      const message = checks.map((check) => check(headers)).find((complaint) => complaint !== undefined);
      return message === undefined ? undefined : { status: 403, code: "FORBIDDEN", message };
    },
    most: limits.sockets,
    mostBytes: limits.requestBytes,
    mostUnread: 2 * limits.responseBytes,
    keepAlive,
    onFailure: (error) => yoga.logger.error(error),
  });
}
