import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from "jose";

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** Who signs tokens, and publishes the keys to verify them with over real HTTP. */
export interface Issuer {
  readonly jwksUrl: string;
  /** How often the keys were asked for. */
  readonly requests: number;
  /** Signs with the newest key; the token lives for five minutes unless it says otherwise. */
  sign(claims: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The newest public key as PEM. */
  publicKey(): Promise<string>;
  /** From now on signs with a new key, and publishes it beside the old ones. */
  addKey(options?: { readonly kid?: string; readonly algorithm?: string }): Promise<void>;
  /** Publishes no key but the newest any more. */
  dropOldKeys(): void;
  /** Adds something to what is published. */
  publish(key: JWK): void;
  /** Answers the next requests in another way; undefined for the keys again. */
  answer(work: ((response: ServerResponse) => void) | undefined): void;
  /** Resolves with the next request. */
  asked(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function startIssuer(): Promise<Issuer> {
  let requests = 0;
  let answer: ((response: ServerResponse) => void) | undefined;
  let newest: { readonly pair: KeyPair; readonly kid: string; readonly algorithm: string };
  let keys: JWK[] = [];
  const server = createServer((_request, response) => {
    requests += 1;
    server.emit("asked");
    if (answer) return answer(response);
    response.setHeader("content-type", "application/jwk-set+json").end(JSON.stringify({ keys }));
  });
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (typeof address !== "object" || !address) throw new Error("It does not listen.");
    return address.port;
  };
  const addKey: Issuer["addKey"] = async ({ kid = `key-${keys.length + 1}`, algorithm = "ES256" } = {}) => {
    const pair = await generateKeyPair(algorithm, { extractable: true });
    newest = { pair, kid, algorithm };
    keys.push({ ...(await exportJWK(pair.publicKey)), kid, alg: algorithm, use: "sig" });
  };
  await addKey();
  const port = await listen(0);
  return {
    jwksUrl: `http://127.0.0.1:${port}/jwks.json`,
    get requests() {
      return requests;
    },
    async sign(claims, header) {
      const exp = Math.floor(Date.now() / 1000) + 300;
      return new SignJWT({ exp, ...claims })
        .setProtectedHeader({ alg: newest.algorithm, kid: newest.kid, ...header })
        .sign(newest.pair.privateKey);
    },
    publicKey: () => exportSPKI(newest.pair.publicKey),
    addKey,
    dropOldKeys() {
      keys = keys.slice(-1);
    },
    publish(key) {
      keys.push(key);
    },
    answer(work) {
      answer = work;
    },
    async asked() {
      await once(server, "asked");
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
    async start() {
      await listen(port);
    },
  };
}
