import type { RunDetail } from "@/api/results";
import { cost } from "@/format/numbers";
import { duration } from "@/format/times";
import type { ActivityEvent, AttemptFailedEvent } from "@/stream/events";
import { runsWords } from "@/words/runs";
import { gateOf } from "@/api/gate";

const words = runsWords.card;

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinal(n: number): string {
  const last = n % 10;
  if (n % 100 > 10 && n % 100 < 14) return `${n}th`;
  return `${n}${last === 1 ? "st" : last === 2 ? "nd" : last === 3 ? "rd" : "th"}`;
}

/** What a provider said, in as few words as will do: the HTTP status, else the kind of failure. */
function said(attempt: AttemptFailedEvent): string {
  if (attempt.http_status) return String(attempt.http_status);
  return attempt.class.toLowerCase().replaceAll("_", " ");
}

/** A wait shorter than this is over before one has read of it. */
const LEAST = 2_000;

/**
 * The attempts whose wait is not over yet, the longest first. Units that were tried again are out,
 * and so are those that are not tried again at all.
 */
export function waiting(
  attempts: readonly AttemptFailedEvent[],
  now: number,
): AttemptFailedEvent[] {
  const newest = new Map<string, AttemptFailedEvent>();
  for (const attempt of attempts) {
    const unit = `${attempt.position}/${attempt.repeat}`;
    if (!newest.has(unit)) newest.set(unit, attempt);
  }
  return [...newest.values()]
    .filter((attempt) => (attempt.wait_ms ?? 0) >= LEAST && until(attempt) > now)
    .sort((a, b) => until(b) - until(a));
}

function until(attempt: AttemptFailedEvent): number {
  return Date.parse(attempt.at) + (attempt.wait_ms ?? 0);
}

/** Why nothing comes of some units just now; null while nothing waits. */
export function waitingLine(attempts: readonly AttemptFailedEvent[], now: number): string | null {
  const [first, ...others] = waiting(attempts, now);
  if (!first) return null;
  const left = duration(Math.max(1000, Math.round((until(first) - now) / 1000) * 1000));
  const line = words.waiting(left, said(first), ordinal(first.attempt));
  return others.length === 0 ? line : `${line} ${words.others(String(others.length))}`;
}

/** The unit to show as the one in progress: the newest with text, else the newest. */
export function inProgress(activity: readonly ActivityEvent[]): ActivityEvent | null {
  return activity.find((one) => one.text) ?? activity[0] ?? null;
}

/** The end of a text, where it is still growing. */
export function tail(text: string, longest: number): string {
  return text.length <= longest ? text : `…${text.slice(-longest)}`;
}

/** What the run has cost until now, as far as it is known, and what to say about it on hover. */
export function costSaid(run: Pick<RunDetail, "cost" | "known_cost">): {
  text: string;
  title: string;
} {
  if (run.cost !== null && run.cost !== undefined) {
    return { text: cost(run.cost), title: run.cost === 0 ? words.noCostYet : words.costTitle };
  }
  if (run.known_cost) return { text: words.atLeast(cost(run.known_cost)), title: words.noCost };
  return { text: cost(null), title: words.noCost };
}

/** The share that passed; null while all that has settled are errors, which measure nothing. */
export function rateOf(counts: { passed: number; failed: number; errored: number }): number | null {
  const { passed, failed, errored } = counts;
  return passed + failed === 0 ? null : passed / (passed + failed + errored);
}

/** The share that passed of what was measured until now; null where nothing can pass or was measured. */
export function passedSoFar(run: RunDetail): number | null {
  const { counts, scorers } = run;
  if (
    !counts ||
    !(scorers ?? []).some((one) => typeof one === "object" && typeof one.threshold === "number")
  ) {
    return null;
  }
  return rateOf(counts);
}

/** A limit of the pass rate, and whether the run fails below it or is only warned of. */
export interface PassLimit {
  min: number;
  warns: boolean;
}

/** The limit that the gate sets for the pass rate of the whole run: what can fail it before what warns. */
export function passLimit(gate: unknown): PassLimit | null {
  const found = gateOf(gate)
    .filter(
      (one) =>
        one.type === "pass_rate" && !one.scorer && !one.section && typeof one.min === "number",
    )
    .map((one) => ({ min: one.min ?? 0, warns: one.severity === "warn" }));
  return found.find((one) => !one.warns) ?? found[0] ?? null;
}
