import type { ComparableRun } from "@/api/figures";
import { compareWords } from "@/words/compare";

const words = compareWords.picker;

/** Runs of one version of the dataset. */
export interface PickGroup {
  version: number | null;
  same: boolean;
  runs: ComparableRun[];
}

/** Grouped by version of the dataset in the order in which they come: the same version first. */
export function grouped(runs: ComparableRun[]): PickGroup[] {
  const groups: PickGroup[] = [];
  for (const run of runs) {
    const version = run.dataset_version ?? null;
    const group = groups.find((one) => one.version === version && one.same === run.same_version);
    if (group) group.runs.push(run);
    else groups.push({ version, same: run.same_version, runs: [run] });
  }
  return groups;
}

/** What makes a run hard to hold against the chosen one. */
export function unlike(run: ComparableRun): string[] {
  return [
    ...(run.shared_scorers.length === 0 ? [words.otherScorers] : []),
    ...(run.same_part ? [] : [words.otherPart]),
  ];
}

/** Whether any of these has all words that are looked for. */
export function matches(texts: (string | null | undefined)[], find: string): boolean {
  const all = texts.filter(Boolean).join(" ").toLowerCase();
  return find
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
