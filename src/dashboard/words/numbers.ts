const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** `1,234`. */
export function count(value: number | string): string {
  return whole.format(Number(value));
}

/** `0.4`, `12`, `1,234`: a digit after the point where it says something. */
export function amount(value: number): string {
  return (value < 10 ? tenth : whole).format(value);
}

/** `4 borrowers`, `1 borrower`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `0.05`, `1.2`, `34`, `5,000`, in milliseconds. */
export function milliseconds(ms: number): string {
  if (ms === 0) return "0";
  if (ms < 0.01) return "<0.01";
  if (ms < 1) return ms.toFixed(2);
  return amount(ms);
}

const units = ["bytes", "kB", "MB", "GB"] as const;

/** `64 MB`, with 1,024 bytes to the kB as Postgres counts. */
export function bytes(value: number): string {
  const step = Math.min(Math.floor(Math.log(Math.max(value, 1)) / Math.log(1024)), units.length - 1);
  return `${amount(value / 1024 ** step)} ${units[step]}`;
}
