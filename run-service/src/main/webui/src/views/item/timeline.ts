import type { Attempt } from "@/api/runItems";

/** An attempt on the time axis; times in milliseconds from the first one's start. */
export interface Span {
  attempt: Attempt;
  from: number;
  to: number;
  /** When the first byte came; null when none did. */
  firstByte: number | null;
  /** Until when was waited after it; the same as `to` when nothing was. */
  waitedTo: number;
}

/** Pauses between generations are cut to this share of the axis's length. */
const LONGEST_GAP = 0.15;

/** All attempts on one axis. A long time in which nothing happened (a retry a day later) is cut short. */
export function timeline(attempts: Attempt[]): { spans: Span[]; total: number; cut: boolean } {
  const dated = attempts
    .filter((a) => a.started_at && Number.isFinite(Date.parse(a.started_at)))
    .map((attempt) => ({ attempt, start: Date.parse(attempt.started_at ?? "") }))
    .sort((a, b) => a.start - b.start);
  const busy = dated.reduce(
    (sum, { attempt }) => sum + attempt.duration_ms + (attempt.wait_ms ?? 0),
    0,
  );
  const most = Math.max(1_000, busy * LONGEST_GAP);
  const spans: Span[] = [];
  let skipped = 0;
  let end = 0;
  const origin = dated[0]?.start ?? 0;
  for (const { attempt, start } of dated) {
    let from = start - origin - skipped;
    if (spans.length > 0 && from - end > most) {
      skipped += from - end - most;
      from = end + most;
    }
    const to = from + Math.max(0, attempt.duration_ms);
    const first = attempt.first_byte_ms;
    const waitedTo = to + Math.max(0, attempt.wait_ms ?? 0);
    spans.push({
      attempt,
      from,
      to,
      firstByte: typeof first === "number" ? from + Math.min(first, attempt.duration_ms) : null,
      waitedTo,
    });
    end = Math.max(end, waitedTo);
  }
  return { spans, total: Math.max(1, end), cut: skipped > 0 };
}
