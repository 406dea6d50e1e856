import type { Against, Comparison } from "@/api/comparison";
import type { ComparableRun } from "@/api/figures";
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
const MOST_LOOKED_AT = 6;
const COMPLETED = new Set(["successful", "partially_successful"]);

/**
 * For each version of a dataset the newest run of each target, where there are two at least. Which
 * of them can be held against each other, the server says: see `agreeing`.
 */
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
    .map(([dataset, newest]) => ({ dataset, runs: [...newest.values()].slice(0, MOST_LOOKED_AT) }))
    .filter((one) => one.runs.length > 1);
}

/** What the server says of two runs: the scorers that score both in the same way. */
export type Sharing = Pick<ComparableRun, "id" | "same_version" | "same_part" | "shared_scorers">;

/**
 * The newest run and those that can be held against it and each other: over the same part of the
 * dataset, and scored in the same way by one scorer at least; where there is none, of the next run.
 */
export async function agreeing(
  runs: readonly RunDetail[],
  read: (id: string) => Promise<readonly Sharing[]>,
): Promise<RunDetail[]> {
  for (let at = 0; at + 1 < runs.length; at++) {
    const [first, ...others] = runs.slice(at);
    if (!first) break;
    const known = new Map((await read(first.id)).map((one) => [one.id, one]));
    const found = [first];
    let common: readonly string[] | null = null;
    for (const other of others) {
      const sharing = known.get(other.id);
      if (!sharing?.same_version || !sharing.same_part) continue;
      const keys: string[] = sharing.shared_scorers.filter((key) => common?.includes(key) ?? true);
      if (keys.length === 0) continue;
      common = keys;
      found.push(other);
    }
    if (found.length > 1) return found.slice(0, MOST_SIDES);
  }
  return [];
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
