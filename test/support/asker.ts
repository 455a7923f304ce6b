import { type Authentication, createAuthentication } from "../../src/access/index.ts";
import { type AuthConfig, resolveConfig } from "../../src/config/index.ts";
import { type Principal, SluiceError } from "../../src/lib/index.ts";

/** A secret that is long enough to sign with. */
export const signingSecret = "a secret that tests sign their tokens with";

/** Asks as a client with these headers does, and is told who it is. */
export function createAsker(auth: AuthConfig | undefined) {
  const { authenticate }: Authentication = createAuthentication(
    resolveConfig({ databases: { shop: "postgres://localhost/shop" }, auth }, { strictNames: true }).auth,
    (role) => (role === "admin" ? new Set() : undefined),
  );
  const ask = (headers: Readonly<Record<string, string>>, parameters?: Readonly<Record<string, unknown>>) =>
    authenticate(new Headers(headers), parameters);
  return {
    ask: (
      headers: Readonly<Record<string, string>>,
      parameters?: Readonly<Record<string, unknown>>,
    ): Promise<Principal> => ask(headers, parameters),
    /** What it is told where it must be refused. */
    async refused(headers: Readonly<Record<string, string>>, parameters?: Readonly<Record<string, unknown>>) {
      const error: unknown = await ask(headers, parameters).then(
        () => undefined,
        (reason) => reason,
      );
      if (!(error instanceof SluiceError)) throw new Error(`It was not refused: ${error}`);
      return { code: error.code, message: error.message };
    },
  };
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
