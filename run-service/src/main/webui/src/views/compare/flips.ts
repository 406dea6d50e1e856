import type { Flip } from "@/api/comparison";

/** What a flip goes by in the address. */
export function flipKey(flip: Flip): string {
  return `${flip.position}/${flip.repeat}`;
}

/** Where to go from the open flip: to the next or the one before; null at an end. */
export function step(flips: Flip[], open: string | undefined, by: 1 | -1): Flip | null {
  const at = open === undefined ? -1 : flips.findIndex((flip) => flipKey(flip) === open);
  if (at < 0) return by === 1 ? (flips[0] ?? null) : null;
  return flips[at + by] ?? null;
}
