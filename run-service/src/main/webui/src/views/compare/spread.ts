/**
 * Where labels stand so that none covers another: as near as can be to where they would like to,
 * `gap` apart, within `from` and `to` if there is room.
 */
export function spread(wanted: number[], gap: number, from: number, to: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed: number[] = [];
  let last = from - gap;
  for (const i of order) {
    last = Math.max(wanted[i] ?? 0, last + gap);
    placed[i] = last;
  }
  let next = to + gap;
  for (const i of order.reverse()) {
    next = Math.min(placed[i] ?? 0, next - gap);
    placed[i] = next;
  }
  return placed;
}
