import type { Against, MeanDifference, PassDifference } from "@/api/comparison";
import { score } from "@/format/numbers";
import { clear } from "@/parts/interval";
import { compareWords, endText, pointsOf, pText } from "@/words/compare";

const words = compareWords.sentence;

/** What a comparison says, in one sentence or two. Differences are other minus baseline. */
export function comparisonSentence(against: Against, name: string, base: string): string {
  const items = against.items;
  if (items && typeof items.rates.difference === "number") {
    return passes(against, items, items.rates.difference, name, base);
  }
  const first = against.scorers.find((one) => typeof one.scores.difference === "number");
  if (first && typeof first.scores.difference === "number") {
    return scores(against, first, first.scores.difference, name, base);
  }
  const unshared = (against.unshared ?? []).map((one) => one.message);
  return unshared.length > 0
    ? words.unshared(base, name, unshared.join("; "))
    : words.nothing(base, name);
}

function passes(
  against: Against,
  items: PassDifference,
  difference: number,
  name: string,
  base: string,
): string {
  const rates = items.rates;
  const what =
    difference === 0
      ? words.same(name, base)
      : (difference > 0 ? words.more : words.fewer)(name, pointsOf(difference), base);
  const decide =
    typeof items.only_baseline === "number" && typeof items.only_other === "number"
      ? items.only_baseline + items.only_other
      : rates.wins + rates.losses;
  return told(what, rates, holding(against, items.mcnemar_p ?? rates.p), decide, true);
}

/** A p-value, and over how many comparisons it was corrected. */
interface Test {
  p: number | null | undefined;
  over: number;
}

/** Of several sides the corrected one: each first sentence stands beside the others. */
function holding(against: Against, p: number | null | undefined): Test {
  const { headline } = against;
  return typeof headline?.p_adjusted === "number"
    ? { p: headline.p_adjusted, over: headline.comparisons }
    : { p, over: 1 };
}

function scores(
  against: Against,
  { scorer, scores: scored }: Against["scorers"][number],
  difference: number,
  name: string,
  base: string,
): string {
  const what =
    difference === 0
      ? words.sameScore(name, scorer, base)
      : (difference > 0 ? words.higher : words.lower)(
          name,
          score(Math.abs(difference)),
          scorer,
          base,
        );
  return told(what, scored, holding(against, scored.p), scored.wins + scored.losses, false);
}

function told(
  what: string,
  difference: MeanDifference,
  { p, over }: Test,
  decide: number,
  share: boolean,
): string {
  const { interval, items_needed: needed } = difference;
  const how = [
    interval && words.interval(endText(interval.lower, share), endText(interval.upper, share)),
    typeof p === "number" && words.p(pText(p)) + (over > 1 ? words.corrected(over) : ""),
    words.decide(decide),
  ]
    .filter(Boolean)
    .join(", ");
  const sure = isSure(difference, p);
  const rest =
    !sure && typeof needed === "number" && needed > difference.items
      ? `; ${words.needed(needed)}.`
      : ".";
  const verdict = difference.difference === 0 ? "" : ` ${sure ? words.beyond : words.chance}`;
  return `${what} (${how})${rest}${verdict}`;
}

/** Beyond chance: both the interval and the test say so. */
function isSure(difference: MeanDifference, p: number | null | undefined): boolean {
  return clear(difference.interval) && typeof p === "number" && p <= 0.05;
}
