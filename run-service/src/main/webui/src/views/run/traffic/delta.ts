import type { Outcome } from "@/api/traffic";
import { percentRange, points } from "@/format/numbers";
import { outcomeWords } from "@/words/outcome";

const words = outcomeWords.delta;

/** How a run differs from the one before: over all samples, and over what both have corrected. */
export function deltaSentences(delta: NonNullable<Outcome["delta"]>): string[] {
  const { difference, paired_items, paired_difference, interval } = delta;
  const known = difference !== null && difference !== undefined;
  const first = !known
    ? words.unknown
    : Math.abs(difference) < 0.0005
      ? words.same
      : words.better(points(difference));
  if (paired_items === 0 || paired_difference === null || paired_difference === undefined) {
    return [first];
  }
  const range = percentRange(interval?.lower, interval?.upper);
  return [first, words.paired(points(paired_difference), range, paired_items)];
}
