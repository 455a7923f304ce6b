const clockFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** `03:12:04`, and the day before it where that is not today's. */
export function clock(at: number, now: number): string {
  const time = clockFormat.format(at);
  return dayFormat.format(at) === dayFormat.format(now) ? time : `${dayFormat.format(at)} ${time}`;
}

/** `8 s`, `2 min 5 s`, `3 h 10 min`, `2 d 4 h`: the two largest units. */
export function lasting(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3_600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const first = parts.findIndex(([value]) => value > 0);
  if (first === -1) return "0 s";
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(" ");
}

/** As a setting is read: `500 ms`, `5 s`, `30 min`. */
export function setting(ms: number): string {
  return ms < 1000 || ms % 1000 !== 0 ? `${ms} ms` : lasting(ms);
}
