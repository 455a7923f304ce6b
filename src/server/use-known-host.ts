import type { Plugin } from "graphql-yoga";
import { isLoopback } from "../lib/index.ts";
import { refusal } from "./refuse.ts";

export interface KnownHostOptions {
  /** Names to answer to beside those of the loopback. */
  readonly allowedHosts: readonly string[];
  /** Whether everyone is admin. */
  readonly isOpen: boolean;
}

/**
 * Answers only requests whose `Host` is the loopback or a name that was allowed. Without it any web page could point a
 * name of its own at 127.0.0.1 and read the databases through its visitor's browser (DNS rebinding).
 */
export function useKnownHost(options: KnownHostOptions): Plugin {
  const complaint = hostCheck(options);
  return {
    onRequest({ request, endResponse }) {
      const message = complaint(request.headers);
      if (message !== undefined) endResponse(refusal(403, "FORBIDDEN", message));
    },
  };
}

/** Says what is wrong with the `Host` of a request, where something is. */
export function hostCheck({ allowedHosts, isOpen }: KnownHostOptions): (headers: Headers) => string | undefined {
  const allowed = new Set(allowedHosts.flatMap((host) => hostName(host) ?? []));
  const refused = isOpen ? openRefusal : closedRefusal;
  return (headers) => {
    const host = hostName(headers.get("host"));
    if (host !== undefined && (isLoopback(host) || allowed.has(host))) return undefined;
    return `${refused} Add the name to server.allowedHosts to use another.`;
  };
}

const openRefusal = "This gateway has no access rules, so it answers only to localhost.";
const closedRefusal = "This gateway does not answer to that host name.";

/** `host` or `host:port` and nothing else: what stands before "@" or behind "/" in a URL is no part of its host. */
const hostAndPort = /^(?:\[[\d:.a-f]+\]|[^\s[\]/?#@\\:]+)(?::\d+)?$/i;

function hostName(header: string | null): string | undefined {
  const url = `http://${header ?? ""}`;
  return header !== null && hostAndPort.test(header) && URL.canParse(url) ? new URL(url).hostname : undefined;
}
