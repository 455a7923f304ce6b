import type { IncomingMessage } from "node:http";

/**
 * Puts several `Authorization` headers into one, as all others are (RFC 9110, section 5.3). Node drops all but the first,
 * and a proxy in front may have looked at another.
 */
export function joinDuplicates({ headers, rawHeaders }: IncomingMessage): void {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.length === name.length && rawHeaders[index]?.toLowerCase() === name) count += 1;
  }
  if (count < 2) return;
  headers.authorization = rawHeaders
    .filter((_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name)
    .join(", ");
}

const name = "authorization";
