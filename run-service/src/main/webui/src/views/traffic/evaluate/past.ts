import type { ChangePoint, PastPoint } from "@/api/past";

/** A run on the chart; the oldest at the left. */
export interface ChartPoint extends PastPoint {
  x: number;
  /** By what people corrected. */
  y: number | null;
  /** By what a model inferred of notes. */
  beside: number | null;
  rate: number | null;
}

/** Where each run stands on a chart of this size; what is not known has no place. */
export function chartPoints(
  points: readonly PastPoint[],
  width: number,
  height: number,
): ChartPoint[] {
  const sorted = [...points].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const step = width / Math.max(1, sorted.length);
  // What is not known is absent, and NaN on a chart.
  const y = (share?: number) => (share === undefined ? null : (1 - share) * height);
  return sorted.map((point, i) => ({
    ...point,
    x: step * (i + 0.5),
    y: y(point.human?.accuracy),
    beside: y(point.inferred?.accuracy),
    rate: y(point.pass_rate),
  }));
}

/** A line through what is known, broken where it is not. */
export function lineThrough(points: readonly ChartPoint[], of: "y" | "beside" | "rate"): string {
  let path = "";
  let broken = true;
  for (const point of points) {
    const y = point[of];
    if (y === null) {
      broken = true;
      continue;
    }
    path += `${broken ? "M" : "L"}${round(point.x)} ${round(y)}`;
    broken = false;
  }
  return path;
}

/** Where the strokes of changes stand: half a step before the first run after them. */
export function changeLines(
  changes: readonly ChangePoint[],
  points: readonly ChartPoint[],
  width: number,
): { x: number; change: ChangePoint }[] {
  const half = width / Math.max(1, points.length) / 2;
  return changes.flatMap((change) => {
    const at = points.find((point) => point.run === change.run);
    return at ? [{ x: at.x - half, change }] : [];
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
