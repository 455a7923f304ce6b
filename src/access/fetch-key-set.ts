/** In bytes. Real sets have a few thousand. */
const largest = 262_144;

/**
 * Fetches the JSON of a key set. No redirect is followed: it could lead away from `https`.
 *
 * @param longest how long it may take until the last byte, in milliseconds.
 * @throws Error that says what was wrong, for the operator.
 */
export async function fetchKeySet(url: URL, longest = 5_000): Promise<unknown> {
  const where = `${url.origin}${url.pathname}`;
  const response = await fetch(url, {
    headers: { accept: "application/jwk-set+json, application/json" },
    redirect: "manual",
    signal: AbortSignal.timeout(longest),
  }).catch((cause: unknown) => {
    throw new Error(`No answer from ${where}.`, { cause });
  });
  try {
    if (response.status !== 200) throw new Error(`${where} answered with status ${response.status}.`);
    return JSON.parse(await readText(response, where));
  } catch (error) {
    // Its parser's message quotes what it has read.
    if (error instanceof DOMException) throw new Error(`${where} answered too slowly.`, { cause: error });
    if (error instanceof SyntaxError) throw new Error(`${where} answered with something that is not JSON.`);
    throw error;
  } finally {
    // What was not read must not keep the connection.
    await response.body?.cancel().catch(() => {});
  }
}

async function readText(response: Response, where: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > largest) throw new Error(`${where} answered with more than ${largest} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
