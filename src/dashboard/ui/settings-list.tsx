import type { SettingsFragment } from "../generated/operations.ts";
import { bytes, count } from "../words/numbers.ts";
import { setting } from "../words/times.ts";

type Show = (settings: SettingsFragment) => string;

const orNever = (ms: number) => (ms === 0 ? "never" : setting(ms));
const orNone = (ms: number) => (ms === 0 ? "none" : setting(ms));

const rows: readonly (readonly [name: string, show: Show])[] = [
  ["size", ({ size }) => count(size)],
  ["overflow", ({ overflow }) => count(overflow)],
  ["overflowIdle", ({ overflowIdle }) => setting(overflowIdle)],
  ["acquireTimeout", ({ acquireTimeout }) => setting(acquireTimeout)],
  ["maxWaiting", ({ maxWaiting }) => count(maxWaiting)],
  ["connectTimeout", ({ connectTimeout }) => setting(connectTimeout)],
  ["queryTimeout", ({ queryTimeout }) => setting(queryTimeout)],
  ["statementTimeout", ({ statementTimeout }) => orNone(statementTimeout)],
  ["lockTimeout", ({ lockTimeout }) => orNone(lockTimeout)],
  ["idleInTransactionTimeout", ({ idleInTransactionTimeout }) => orNone(idleInTransactionTimeout)],
  ["maxLifetime", ({ maxLifetime }) => setting(maxLifetime)],
  ["maxUses", ({ maxUses }) => count(maxUses)],
  ["validateAfterIdle", ({ validateAfterIdle }) => setting(validateAfterIdle)],
  ["validationQuery", ({ validationQuery }) => validationQuery],
  ["closeAfterUnused", ({ closeAfterUnused }) => orNever(closeAfterUnused)],
  ["leakWarning", ({ leakWarning }) => orNever(leakWarning)],
  ["breaker.failures", ({ breaker }) => count(breaker.failures)],
  ["breaker.resetAfter", ({ breaker }) => setting(breaker.resetAfter)],
  ["pooler", ({ pooler }) => pooler.toLowerCase()],
  ["maxResultBytes", ({ maxResultBytes }) => bytes(maxResultBytes)],
  ["applicationName", ({ applicationName }) => applicationName],
];

/** The settings of a pool, by the names that they have in the configuration. */
export function SettingsList({ settings }: { readonly settings: SettingsFragment }) {
  return (
    <dl class="pairs">
      {rows.map(([name, show]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{show(settings)}</dd>
        </div>
      ))}
    </dl>
  );
}
