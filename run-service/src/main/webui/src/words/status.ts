/** The words for what became of a unit. Their colours and glyphs are in parts/Status. */
export const unitWords: Record<string, string> = {
  passed: "passed",
  failed: "failed",
  error: "error",
  errored: "error",
  skipped: "skipped",
  cancelled: "cancelled",
  answered: "answered",
  dispatched: "in flight",
  in_flight: "in flight",
  pending: "pending",
};

export const runWords: Record<string, string> = {
  queued: "queued",
  running_dataset: "running dataset",
  evaluating_results: "evaluating results",
  cancelling: "cancelling",
  cancelled: "cancelled",
  successful: "successful",
  partially_successful: "partially successful",
  failed: "failed",
};

export const trafficWords: Record<string, string> = {
  completed: "completed",
  failed: "failed",
  incomplete: "incomplete",
};

export const verdictWords: Record<string, string> = {
  pass: "Pass",
  fail: "Fail",
  inconclusive: "Inconclusive",
  none: "No verdict",
};

export const verdictTitles: Record<string, string> = {
  pass: "Every criterion of the gate holds, whatever the unmeasured items would have been.",
  fail: "At least one criterion of the gate does not hold.",
  inconclusive: "What could not be measured may decide either way.",
  none: "There is no gate, or nothing could have failed it.",
};
