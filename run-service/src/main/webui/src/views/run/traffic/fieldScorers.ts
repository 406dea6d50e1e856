import type { RunDetail } from "@/api/results";

/** The scorers of a run that compare fields, by their keys: those that the summary has fields of. */
export function fieldScorers(run: RunDetail): string[] {
  return Object.entries(run.summary?.scorers ?? {})
    .filter(([, summary]) => summary.fields)
    .map(([key]) => key);
}

/** The scorer of a run that holds new answers against those of production; null without one. */
export function diverging(run: RunDetail): string | null {
  return (run.scorers ?? []).find((one) => one.id === "divergence")?.key ?? null;
}

/** The skill that a run's answers are of; null when they are of none. */
export function skillOf(run: RunDetail): string | null {
  const { traffic, skill } = run.target ?? {};
  if (traffic) return traffic.source_type === "skill" ? (traffic.id ?? null) : null;
  return skill ? skill.replace(/@\d+$/, "") : null;
}

/** Whether a run has an outcome: over stored answers, or over their inputs asked again. */
export function ofTraffic(run: RunDetail): boolean {
  const over = run.target?.traffic || run.parent_run_id;
  return !!over && fieldScorers(run).length > 0;
}
