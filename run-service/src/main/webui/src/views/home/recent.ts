import type { Against, Comparison } from "@/api/comparison";
import type { RunDetail } from "@/api/results";
import { clear } from "@/parts/interval";
import { targetOf } from "@/views/runs/rows";

/** Runs over the same items that are worth holding against each other. */
export interface Comparable {
  /** `capitals@3` */
  dataset: string;
  runs: RunDetail[];
}

const MOST_SIDES = 4;
const COMPLETED = new Set(["successful", "partially_successful"]);

/** For each version of a dataset the newest run of each target, where there are two at least. */
export function comparables(runs: readonly RunDetail[]): Comparable[] {
  const found = new Map<string, Map<string, RunDetail>>();
  for (const run of runs) {
    if (!run.dataset?.name || !COMPLETED.has(run.status)) continue;
    const dataset = `${run.dataset.name}@${run.dataset.version}`;
    const newest = found.get(dataset) ?? new Map<string, RunDetail>();
    const target = targetOf(run);
    // The list is sorted, the newest first.
    if (target !== "" && !newest.has(target)) newest.set(target, run);
    found.set(dataset, newest);
  }
  return [...found]
    .map(([dataset, newest]) => ({ dataset, runs: [...newest.values()].slice(0, MOST_SIDES) }))
    .filter((one) => one.runs.length > 1);
}

/** How a run stands to the one before it. */
export interface Change {
  run: RunDetail;
  before: { id: string; verdict?: string | null };
  against: Against;
}

/** The one comparison of two runs. */
export function againstOf(comparison: Comparison | undefined): Against | null {
  return comparison?.comparisons[0] ?? null;
}

/** Whether a run does worse than before: items that passed fail, or its gate no longer passes. */
export function worse({ run, before, against }: Change): boolean {
  return lostVerdict(run, before) || (difference(against) ?? 0) < 0;
}

export function lostVerdict(run: RunDetail, before: Change["before"]): boolean {
  return before.verdict === "pass" && run.verdict === "fail";
}

function difference(against: Against): number | null {
  return against.items?.rates.difference ?? null;
}

/** Whether the server's interval and test both say that it is not chance. */
export function beyondChance(against: Against): boolean {
  const rates = against.items?.rates;
  const p = against.items?.mcnemar_p ?? rates?.p;
  return clear(rates?.interval) && typeof p === "number" && p <= 0.05;
}

/** What got worse, what is surest first, then what lost most. */
export function worst(changes: readonly Change[]): Change[] {
  return changes
    .filter(worse)
    .sort(
      (a, b) =>
        Number(beyondChance(b.against)) - Number(beyondChance(a.against)) ||
        (difference(a.against) ?? 0) - (difference(b.against) ?? 0),
    );
}
