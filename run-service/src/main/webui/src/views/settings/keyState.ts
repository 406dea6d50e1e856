import type { Schemas } from "@/api/client";
import { ago } from "@/format/times";
import { settings as words } from "@/words/settings";

export type ApiKey = Schemas["ApiKey"];

/** Whether a key still holds, in words. */
export function keyState(key: Partial<ApiKey>, now: number): { holds: boolean; word: string } {
  if (key.revoked_at) return { holds: false, word: words.keys.revoked(ago(key.revoked_at, now)) };
  if (!key.expires_at) return { holds: true, word: words.keys.valid };
  const past = Date.parse(key.expires_at) <= now;
  return past
    ? { holds: false, word: words.keys.expired(ago(key.expires_at, now)) }
    : { holds: true, word: words.keys.until(key.expires_at.slice(0, 10)) };
}

/** The end of a day of this browser's calendar as a time; null for none. */
export function endOfDay(day: string): string | null {
  if (day === "") return null;
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}
