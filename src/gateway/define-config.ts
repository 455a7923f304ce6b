import type { SluiceConfig } from "../config/index.ts";
import type { AnyTypes, SluiceTypes } from "../execute/index.ts";
import type { Extend } from "../graphql/index.ts";

/** A configuration whose custom fields know what the databases hold. */
export interface TypedConfig<Types extends SluiceTypes> extends Omit<SluiceConfig, "extend"> {
  /** Adds queries, mutations, subscriptions, types and fields of one's own to those that are generated. */
  readonly extend?: Extend<Types> | undefined;
}

/**
 * Returns what it is given; an editor then knows the type. With the types that `sluice types` writes, custom fields are typed:
 * `defineConfig<SluiceTypes>({ … })`.
 */
export function defineConfig<Types extends SluiceTypes = AnyTypes>(config: TypedConfig<Types>): SluiceConfig;
/** One that was made of others. */
export function defineConfig(config: SluiceConfig): SluiceConfig;
export function defineConfig(config: SluiceConfig): SluiceConfig {
  return config;
}
