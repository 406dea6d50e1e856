import type { Against, MeanDifference } from "@/api/comparison";
import { around, type Scale } from "@/parts/interval";
import { compareWords } from "@/words/compare";

/** A line of the forest plot. */
export interface ForestRow {
  key: string;
  name: string;
  difference: MeanDifference;
  /** The p-value that holds, corrected where several were looked at. */
  p: number | null;
  /** Beyond chance after correction: drawn filled. */
  filled: boolean;
  /** Written in points rather than as a score. */
  share: boolean;
}

export interface Forest {
  groups: { title: string; rows: ForestRow[] }[];
  scale: Scale;
}

const words = compareWords.forest;
const LEVEL = 0.05;

/** All lines: items as a whole, each scorer, each section and label; on one scale. */
export function forest(against: Against, perScorer: boolean): Forest {
  const whole: ForestRow[] = against.items
    ? [
        row(
          "items",
          words.items,
          against.items.rates,
          true,
          against.items.p_adjusted ?? against.items.mcnemar_p ?? against.items.rates.p ?? null,
        ),
      ]
    : [];
  const scorers = against.scorers.map(({ scorer, scores }) =>
    row(`scorer/${scorer}`, scorer, scores, false, scores.p_adjusted ?? null),
  );
  const slices = (kind: string) =>
    against.slices
      .filter((slice) => slice.kind === kind && (perScorer || !slice.scorer))
      .map((slice) =>
        row(
          `${kind}/${slice.name}/${slice.scorer ?? ""}`,
          slice.scorer ? words.of(slice.name, slice.scorer) : slice.name,
          slice.scores,
          !slice.scorer,
          slice.scores.p_adjusted ?? null,
        ),
      )
      .sort((a, b) => (a.difference.difference ?? 0) - (b.difference.difference ?? 0));
  const groups = [
    { title: words.scorers, rows: [...whole, ...scorers] },
    { title: words.sections, rows: slices("section") },
    { title: words.labels, rows: slices("label") },
  ].filter((group) => group.rows.length > 0);
  const values = groups.flatMap((group) =>
    group.rows.flatMap(({ difference: d }) => [d.difference, d.interval?.lower, d.interval?.upper]),
  );
  return { groups, scale: around(values, 0.02) };
}

function row(
  key: string,
  name: string,
  difference: MeanDifference,
  share: boolean,
  p: number | null,
): ForestRow {
  return { key, name, difference, p, filled: p !== null && p <= LEVEL, share };
}
