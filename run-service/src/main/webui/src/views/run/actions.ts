/** What one may want to do with a run; the server has the last word. */
export type Action = "cancel" | "retry" | "resume" | "rescore" | "rerun" | "remove";

const FITTING: Record<string, Action[]> = {
  queued: ["cancel"],
  running_dataset: ["cancel"],
  evaluating_results: ["cancel"],
  cancelling: [],
  cancelled: ["resume", "rerun", "remove"],
  successful: ["rescore", "rerun", "remove"],
  partially_successful: ["retry", "rescore", "rerun", "remove"],
  failed: ["retry", "rerun", "remove"],
};

/** The actions that make sense in a status and that the key may do. */
export function actionsFor(status: string, mayRun: boolean, pushed: boolean): Action[] {
  return (FITTING[status] ?? []).filter((action) => {
    // Pushed answers cannot be asked for again.
    if (pushed && ["retry", "resume", "rerun"].includes(action)) return false;
    return mayRun;
  });
}

export const EXPORTS = ["json", "jsonl", "csv", "junit", "html", "promptfoo", "capsule"] as const;

/** Where an export is downloaded. */
export function exportAddress(id: string, format: string): string {
  return `/v1/runs/${encodeURIComponent(id)}/export?format=${encodeURIComponent(format)}`;
}
