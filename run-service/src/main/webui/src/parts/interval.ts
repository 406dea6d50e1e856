import type { Bounds, Interval } from "@/api/results";

/** What is drawn on a line from `from` to `to`. */
export interface Scale {
  from: number;
  to: number;
}

/** The whole of what a share or score can be. */
export const UNIT: Scale = { from: 0, to: 1 };

/** Where a value stands on the scale, in per cent of its length; outside of it at its end. */
export function at(scale: Scale, value: number): number {
  const span = scale.to - scale.from;
  if (!(span > 0)) return 50;
  return Math.min(100, Math.max(0, ((value - scale.from) / span) * 100));
}

/**
 * A scale that holds all of these, around zero for differences: as far to both sides, so that
 * lines above each other can be compared by eye.
 */
export function around(values: (number | null | undefined)[], least: number): Scale {
  const far = values.reduce<number>(
    (most, v) =>
      v !== null && v !== undefined && Number.isFinite(v) ? Math.max(most, Math.abs(v)) : most,
    least,
  );
  return { from: -far * 1.05, to: far * 1.05 };
}

/** Whether unmeasured units leave more open than a mark would hide. */
export function opens(bounds: Bounds | null | undefined): bounds is Bounds {
  return !!bounds && bounds.unmeasured > 0 && bounds.upper > bounds.lower;
}

/** Whether all of an interval lies on one side of zero. */
export function clear(interval: Interval | null | undefined): boolean {
  return !!interval && (interval.lower > 0 || interval.upper < 0);
}
