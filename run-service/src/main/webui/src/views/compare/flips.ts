import type { Flip } from "@/api/comparison";
import type { ItemDetail } from "@/api/runItems";
import type { CompareSearch } from "./search";

/** What a flip goes by in the address. */
export function flipKey(flip: Flip): string {
  return `${flip.position}/${flip.repeat}`;
}

/**
 * A flip of which the list had the beginning only, with what the items of both runs have; what is
 * not known yet stays as the list has it.
 */
export function whole(
  flip: Flip,
  baseline: ItemDetail | undefined,
  other: ItemDetail | undefined,
): Flip {
  return {
    ...flip,
    ...(baseline && {
      input: baseline.item.input ?? null,
      expected: baseline.item.expected ?? null,
      baseline: { ...flip.baseline, output: baseline.answer?.output },
    }),
    ...(other && { other: { ...flip.other, output: other.answer?.output } }),
    cut: flip.cut && !(baseline && other),
  };
}

/** Where to go from the open flip: to the next or the one before; null at an end. */
export function step(flips: Flip[], open: string | undefined, by: 1 | -1): Flip | null {
  const at = open === undefined ? -1 : flips.findIndex((flip) => flipKey(flip) === open);
  if (at < 0) return by === 1 ? (flips[0] ?? null) : null;
  return flips[at + by] ?? null;
}

/** What is listed: where items as a whole are not compared, by a scorer; without one, other answers. */
export function flipping(
  whole: boolean,
  scorers: readonly string[],
  asked: Pick<CompareSearch, "scorer" | "dir">,
): Pick<CompareSearch, "scorer" | "dir"> {
  if (whole) return asked;
  const scorer = asked.scorer && scorers.includes(asked.scorer) ? asked.scorer : scorers[0];
  return { scorer, dir: scorer ? asked.dir : "differs" };
}
