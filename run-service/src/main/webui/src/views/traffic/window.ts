import { textOf, wordOf, type Search } from "@/parts/address";

/** Windows that one can choose by a word; "" is all there is, "own" has its own ends. */
export const PRESETS = ["", "24h", "7d", "30d", "90d", "own"] as const;
export type Preset = (typeof PRESETS)[number];

const HOUR = 3_600_000;
const LENGTHS: Record<string, number> = {
  "24h": 24 * HOUR,
  "7d": 7 * 24 * HOUR,
  "30d": 30 * 24 * HOUR,
  "90d": 90 * 24 * HOUR,
};

/** From when to when; empty ends are open. */
export interface Window {
  last: Preset;
  since: string;
  until: string;
}

export function readWindow(search: Search): Window {
  return {
    last: wordOf(textOf(search.last), PRESETS),
    since: textOf(search.since),
    until: textOf(search.until),
  };
}

/** The ends as the API takes them; those of a preset count back from now, to the minute. */
export function endsOf(window: Window, now: number): { since?: string; until?: string } {
  const length = LENGTHS[window.last];
  if (length !== undefined) {
    const minute = 60_000;
    return { since: new Date(Math.floor((now - length) / minute) * minute).toISOString() };
  }
  if (window.last !== "own") return {};
  return {
    ...(instant(window.since) && { since: instant(window.since) }),
    ...(instant(window.until) && { until: instant(window.until) }),
  };
}

/** A time of the address or of a field in the reader's zone, with its zone; nothing if it is none. */
function instant(text: string): string | undefined {
  const at = text === "" ? NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** A time as a field of date and time shows it, in the reader's zone. */
export function localTime(text: string): string {
  const at = text === "" ? NaN : Date.parse(text);
  if (Number.isNaN(at)) return "";
  const date = new Date(at);
  const pad = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}
