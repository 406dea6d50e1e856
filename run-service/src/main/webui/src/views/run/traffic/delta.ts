import type { Outcome } from "@/api/traffic";
import { percentRange, points } from "@/format/numbers";
import { outcomeWords } from "@/words/outcome";

const words = outcomeWords.delta;

type Delta = NonNullable<Outcome["delta"]>;

/**
 * How a run differs from the one before: over all samples, and over what both have corrected; then
 * the same by people's and by inferred corrections, where there are both.
 */
export function deltaSentences(delta: Delta): string[] {
  const kinds = (["human", "inferred"] as const).filter((kind) => known(delta[kind]));
  const apart = kinds.length > 1 ? kinds : [];
  return [
    ...sentences(delta),
    ...apart.map((kind) => words.by[kind](sentences(delta[kind] as Kind).join(" "))),
  ];
}

type Kind = Pick<Delta, "difference" | "paired_items" | "paired_difference" | "interval">;

function known(kind: Delta["human"] | null | undefined): boolean {
  return !!kind && (typeof kind.difference === "number" || kind.paired_items > 0);
}

function sentences(delta: Kind): string[] {
  const { difference, paired_items, paired_difference, interval } = delta;
  const is = difference !== null && difference !== undefined;
  const first = !is
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
