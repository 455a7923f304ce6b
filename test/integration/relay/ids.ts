/** An id as the gateway gives it, or anything like one. */
export const encodeId = (type: string, ...values: readonly (string | null)[]): string =>
  Buffer.from(JSON.stringify([type, ...values])).toString("base64url");
