import type { RunDetail } from "@/api/results";
import { runsWords } from "@/words/runs";

/** Who answered, on one line. */
export function targetOf(run: RunDetail): string {
  const { target } = run;
  if (target?.push) return runsWords.pushed;
  if (target?.traffic) return runsWords.stored(target.traffic.id ?? "");
  return [target?.provider, target?.model].filter(Boolean).join(" / ");
}

/** `capitals@3`. */
export function datasetOf(run: RunDetail): string {
  return run.dataset ? `${run.dataset.name}@${run.dataset.version}` : "";
}

/** `support-qa@2`, or nothing for a run of its own. */
export function evaluationOf(run: RunDetail): string {
  if (!run.evaluation) return "";
  return run.evaluation_version ? `${run.evaluation}@${run.evaluation_version}` : run.evaluation;
}

/** The time at work of all generations, else from start to end; null when it never started. */
export function durationOf(run: RunDetail): number | null {
  if (typeof run.summary?.duration_ms === "number") return run.summary.duration_ms;
  if (!run.started_at || !run.finished_at) return null;
  return Date.parse(run.finished_at) - Date.parse(run.started_at);
}

/** When it is listed: its end, else its launch. */
export function whenOf(run: RunDetail): string | null {
  return run.finished_at ?? run.started_at ?? run.queued_at ?? null;
}

/** The address of a comparison: the run that was first is the baseline. */
export function comparison(ids: readonly string[]): { runs: string; baseline: string } {
  const [first = "", ...others] = [...ids].sort();
  return { runs: [first, ...others].join(","), baseline: first };
}

export const MOST_COMPARED = 10;
