import type { Times } from "@/api/figures";
import { logScale } from "@/views/run/figures";

export const WIDTH = 100;
export const HEIGHT = 40;

/** Distributions over one another: shares of answers per step of a logarithmic axis, as lines. */
export function overlay(all: (Times | null | undefined)[]): {
  from: number;
  to: number;
  lines: (string | null)[];
} {
  const known = all.filter(
    (times): times is Times => !!times && times.count > 0 && times.bounds.length > 1,
  );
  const from = Math.min(...known.map((times) => Math.max(1, times.bounds[0] ?? 1)));
  const to = Math.max(...known.map((times) => times.bounds.at(-1) ?? 2));
  if (known.length === 0) return { from: 1, to: 2, lines: all.map(() => null) };
  const place = logScale(from, to);
  const densities = all.map((times) =>
    times && times.count > 0 && times.bounds.length > 1 ? density(times, place) : null,
  );
  const most = Math.max(...densities.flatMap((points) => points?.map(([, y]) => y) ?? [0]));
  const lines = densities.map(
    (points) =>
      points
        ?.map(
          ([x, y], i) =>
            `${i === 0 ? "M" : "L"}${x.toFixed(2)} ${(HEIGHT * (1 - y / most)).toFixed(2)}`,
        )
        .join("") ?? null,
  );
  return { from, to, lines };
}

/** Bins are of different widths for different runs: what is drawn is share by width, at their middles. */
function density(times: Times, place: (value: number) => number): [number, number][] {
  const points: [number, number][] = [];
  smooth(times.counts).forEach((n, i) => {
    const low = place(times.bounds[i] ?? 1);
    const high = place(times.bounds[i + 1] ?? 1);
    const width = Math.max(high - low, 0.5);
    if (i === 0) points.push([low, 0]);
    points.push([(low + high) / 2, n / times.count / width]);
    if (i === times.counts.length - 1) points.push([high, 0]);
  });
  return points;
}

const KERNEL = [0.06, 0.24, 0.4, 0.24, 0.06];

/** Few answers over thirty bins jump up and down by chance; neighbours share what they have. */
function smooth(counts: number[]): number[] {
  return counts.map((_, i) => {
    let sum = 0;
    let weight = 0;
    KERNEL.forEach((k, j) => {
      const n = counts[i + j - 2];
      if (n === undefined) return;
      sum += k * n;
      weight += k;
    });
    return sum / weight;
  });
}
