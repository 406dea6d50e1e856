import { UNKNOWN } from "./numbers";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration: `412 ms`, `8.1 s`, `2m 14s`, `3h 05m`, `2d 04h`, `30d`. */
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return UNKNOWN;
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / SECOND).toFixed(ms < 10 * SECOND ? 1 : 0)} s`;
  if (ms < HOUR) return two(ms, MINUTE, "m", SECOND, "s");
  if (ms < DAY) return two(ms, HOUR, "h", MINUTE, "m");
  return two(ms, DAY, "d", HOUR, "h").replace(" 00h", "");
}

function two(ms: number, large: number, first: string, small: number, second: string): string {
  const smalls = Math.round(ms / small);
  const per = large / small;
  return `${Math.floor(smalls / per)}${first} ${String(smalls % per).padStart(2, "0")}${second}`;
}

/** How long ago, in words: `just now`, `5 min ago`, `yesterday`. The exact time belongs into a title. */
export function ago(at: string | null | undefined, now: number = Date.now()): string {
  if (!at) return UNKNOWN;
  const ms = now - Date.parse(at);
  if (!Number.isFinite(ms)) return UNKNOWN;
  if (ms < 0) return "in " + span(-ms);
  return ms < 10 * SECOND ? "just now" : span(ms) + " ago";
}

function span(ms: number): string {
  if (ms < MINUTE) return `${Math.round(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.round(ms / HOUR)} h`;
  const days = Math.round(ms / DAY);
  return days === 1 ? "1 day" : `${days} days`;
}

/** The exact time, for titles: `2026-11-29 14:03:22`, in the reader's zone. */
export function exact(at: string | null | undefined): string {
  if (!at) return UNKNOWN;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return UNKNOWN;
  const pad = (n: number) => String(n).padStart(2, "0");
  return (
    `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ` +
    `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
  );
}
