import { located } from "../../examples/demo/located.ts";
import demo from "../../examples/demo/sluice.config.ts";
import { type DatabaseConfig, resolveConfig, type SluiceConfig } from "../../src/config/index.ts";
import { type Gateway, type GatewayOptions, openGateway } from "../../src/gateway/index.ts";
import { demoUrl } from "./databases.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly GraphQLErrorBody[];
    readonly extensions?: { readonly sluice?: { readonly statements: readonly StatementBody[] } };
  };
}

export interface GraphQLErrorBody {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly extensions: { readonly code: string; readonly [key: string]: unknown };
}

export interface StatementBody {
  readonly database: string;
  readonly ms: number;
  readonly rows: number;
  readonly sql: string;
}

/** A gateway that really listens, and what a client does with it. */
export interface TestGateway {
  readonly url: string;
  readonly gateway: Gateway;
  /** Sends an operation over HTTP. */
  send(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  /** The data of an operation that must succeed. */
  data(query: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** The statements that an operation sent, which must succeed. */
  statements(query: string, variables?: Record<string, unknown>): Promise<readonly StatementBody[]>;
  /** All answers of an operation that ends by itself, as a stream of events. */
  stream(query: string, headers?: Record<string, string>): Promise<readonly Answer["body"][]>;
  dispose(): Promise<void>;
}

export interface TestGatewayOptions extends GatewayOptions {
  /** False for one whose databases were named by URL alone, as on the command line. */
  readonly strictNames?: boolean;
}

export async function startGateway(
  config: SluiceConfig,
  { strictNames = true, ...options }: TestGatewayOptions = {},
): Promise<TestGateway> {
  const settings = resolveConfig({ ...config, server: { ...config.server, port: 0 } }, { strictNames });
  const gateway = await openGateway(settings, { development: true, ...options });
  const { url } = await gateway.start();

  const send: TestGateway["send"] = async (query, variables, headers) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const succeed = async (query: string, variables?: Record<string, unknown>) => {
    const { body } = await send(query, variables, { "x-sluice-trace": "1" });
    if (body.errors || !body.data) throw new Error(JSON.stringify(body.errors ?? body, null, 2));
    return { data: body.data, statements: body.extensions?.sluice?.statements ?? [] };
  };
  return {
    url,
    gateway,
    send,
    data: async (query, variables) => (await succeed(query, variables)).data,
    statements: async (query, variables) => (await succeed(query, variables)).statements,
    async stream(query, headers) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
        body: JSON.stringify({ query }),
      });
      return [...(await response.text()).matchAll(/^data: (\{.*\})$/gm)].map(([, json = ""]) => JSON.parse(json));
    },
    dispose: () => gateway.stop(),
  };
}

/** The demo, over the databases that the tests share: for tests that only read. */
export function startDemoGateway(
  overrides: Partial<SluiceConfig> = {},
  options?: GatewayOptions,
): Promise<TestGateway> {
  return startGateway({ ...demoConfig(), ...overrides }, options);
}

/** The demo's configuration with the tests' addresses, small pools, and any database's settings replaced. */
export function demoConfig(databases: Readonly<Record<string, DatabaseConfig>> = {}): SluiceConfig {
  return located(demo, (name) => ({ url: demoUrl(name), pool: { size: 1, overflow: 4 }, ...databases[name] }));
}
