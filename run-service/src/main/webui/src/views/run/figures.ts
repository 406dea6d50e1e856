import type { AttemptsOverTime, Times } from "@/api/figures";

/** A bar of a histogram; its place on the axis in per cent. */
export interface Bar {
  from: number;
  to: number;
  count: number;
  x: number;
  width: number;
  /** Its height in per cent of the highest. */
  height: number;
}

/** The bars of times on a logarithmic axis from the first bound to the last. */
export function bars(times: Times, from = times.bounds[0], to = times.bounds.at(-1)): Bar[] {
  const most = Math.max(1, ...times.counts);
  const place = logScale(from ?? 1, to ?? 2);
  return times.counts.map((count, i) => {
    const low = times.bounds[i] ?? 0;
    const high = times.bounds[i + 1] ?? low;
    const x = place(low);
    return {
      from: low,
      to: high,
      count,
      x,
      width: Math.max(0, place(high) - x),
      height: (100 * count) / most,
    };
  });
}

/** Places on a logarithmic axis, in per cent. Times below a millisecond stand at one. */
export function logScale(from: number, to: number): (value: number) => number {
  const low = Math.log(Math.max(1, from));
  const span = Math.log(Math.max(2, to)) - low;
  return (value) => (span <= 0 ? 0 : (100 * (Math.log(Math.max(1, value)) - low)) / span);
}

/** A time of the axis that is easy to read, and where it stands. */
export function ticks(from: number, to: number): { value: number; x: number }[] {
  const place = logScale(from, to);
  const found: { value: number; x: number }[] = [];
  for (let power = 1; power <= 1e8; power *= 10) {
    for (const step of [1, 2, 5]) {
      const value = power * step;
      if (value >= from && value <= to) found.push({ value, x: place(value) });
    }
  }
  return found.filter(
    (tick, i) => i === 0 || tick.x - (found[i - 1]?.x ?? -99) >= 9 || tick.x === found.at(-1)?.x,
  );
}

/** A bucket of attempts: what came of those that started in it. */
export interface Bucket {
  /** Milliseconds after the first. */
  at: number;
  parts: { outcome: string; count: number }[];
  total: number;
}

/** Attempts bucket by bucket, what went well at the bottom. */
export function buckets(attempts: AttemptsOverTime): {
  buckets: Bucket[];
  most: number;
  outcomes: string[];
} {
  const outcomes = Object.keys(attempts.outcomes).sort(
    (a, b) => Number(a !== "ok") - Number(b !== "ok") || a.localeCompare(b),
  );
  const size = Math.max(0, ...outcomes.map((outcome) => attempts.outcomes[outcome]?.length ?? 0));
  const list = Array.from({ length: size }, (_, i) => {
    const parts = outcomes
      .map((outcome) => ({ outcome, count: attempts.outcomes[outcome]?.[i] ?? 0 }))
      .filter((part) => part.count > 0);
    return { at: i * attempts.bucket_ms, parts, total: parts.reduce((sum, p) => sum + p.count, 0) };
  });
  return { buckets: list, most: Math.max(1, ...list.map((bucket) => bucket.total)), outcomes };
}
