import { duration } from "@/format/times";
import type { AttemptFailedEvent } from "@/stream/events";
import { runPage } from "@/words/run";

const words = runPage.live;

/** A wait shorter than this is not worth a word. */
const LEAST = 2_000;

/** What a run waits for now, in a sentence; null when it does not. */
export function waiting(attempts: AttemptFailedEvent[], now = Date.now()): string | null {
  const one = attempts.find(
    (a) => (a.wait_ms ?? 0) >= LEAST && Date.parse(a.at) + (a.wait_ms ?? 0) > now,
  );
  if (!one) return null;
  const why = one.http_status ? words.saidStatus(one.http_status) : one.class.replaceAll("_", " ");
  return words.waiting(duration(one.wait_ms), why, one.attempt + 1);
}
