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

/** Who gives the answers of a run: a model that is asked, somebody who pushes them, or production. */
export type Answering = "asked" | "pushed" | "stored";

export function answering(
  target: { push?: boolean | null; traffic?: unknown } | null | undefined,
): Answering {
  if (target?.push) return "pushed";
  return target?.traffic ? "stored" : "asked";
}

/** The actions that make sense in a status and that the key may do. */
export function actionsFor(status: string, mayRun: boolean, by: Answering): Action[] {
  return (FITTING[status] ?? []).filter((action) => {
    // There is nobody to ask for an answer that is pushed or stored.
    if (by !== "asked" && ["retry", "resume"].includes(action)) return false;
    // Stored answers can be frozen and judged anew, with what was corrected since.
    if (by === "pushed" && action === "rerun") return false;
    return mayRun;
  });
}

export const EXPORTS = [
  "json",
  "jsonl",
  "csv",
  "junit",
  "html",
  "promptfoo",
  "capsule",
  "spans",
] as const;

/** Where an export is downloaded. */
export function exportAddress(id: string, format: string): string {
  return `/v1/runs/${encodeURIComponent(id)}/export?format=${encodeURIComponent(format)}`;
}
