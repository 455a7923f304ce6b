import { GraphQLError } from "graphql";
import { SluiceError } from "../lib/index.ts";
import { exceeded } from "./exceeded.ts";

/**
 * The text of a request's body.
 *
 * @throws GraphQLError LIMIT_EXCEEDED for one that is too large, as soon as that is known; BAD_USER_INPUT for one that is
 * no text; REQUEST_ABORTED where the client left in the middle.
 */
export async function readBody(request: Request, mostBytes: number): Promise<string> {
  const chunks = request.body?.[Symbol.asyncIterator]();
  if (chunks && Number(request.headers.get("content-length")) > mostBytes) {
    void discard(chunks);
    throw tooLarge(mostBytes);
  }
  const bytes = chunks ? Buffer.concat(await readChunks(chunks, mostBytes)) : Buffer.of();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw badRequest("The body is not UTF-8.");
  }
}

async function readChunks(iterator: AsyncIterator<Uint8Array>, mostBytes: number): Promise<readonly Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await iterator.next().catch((cause: unknown) => {
      throw aborted(cause);
    });
    if (done) return chunks;
    size += value.byteLength;
    if (size > mostBytes) {
      void discard(iterator);
      throw tooLarge(mostBytes);
    }
    chunks.push(value);
  }
}

/** Takes what is still sent, so that the client comes to read the answer. To end the reading would end the connection. */
async function discard(iterator: AsyncIterator<Uint8Array>): Promise<void> {
  try {
    while (!(await iterator.next()).done);
  } catch {
    // The client left, and its answer has nobody to read it.
  }
}

export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT", http: { status: 400 } } });
}

function tooLarge(most: number): GraphQLError {
  const message = `The body is larger than ${most} bytes. Send the values in several requests.`;
  return exceeded({ limit: "requestBytes", message, status: 413 });
}

function aborted(cause: unknown): GraphQLError {
  const originalError = new SluiceError("REQUEST_ABORTED", "The client left while it sent the request.", {}, { cause });
  return new GraphQLError(originalError.message, { originalError });
}
