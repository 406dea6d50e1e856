import type { HumanLabel } from "@/api/results";
import type { ScoreRow } from "@/api/runItems";

/** What is sent to store a label. */
export interface NewLabel {
  position: number;
  repeat: number;
  scorer: string;
  passed: boolean;
  by: string;
}

/** The scores of judges that one can agree with. */
export function judged(scores: ScoreRow[]): ScoreRow[] {
  return scores.filter((score) => score.judging);
}

/** The judged score that y and x speak of: the one chosen, else the first that nobody has labelled. */
export function active(
  scores: ScoreRow[],
  chosen: string | null,
  labels: HumanLabel[],
): ScoreRow | undefined {
  const all = judged(scores);
  return (
    all.find((score) => score.key === chosen) ??
    all.find((score) => !labels.some((label) => label.scorer === score.key)) ??
    all[0]
  );
}

/** The labels of one answer. */
export function labelsOf(
  labels: HumanLabel[] | undefined,
  position: number,
  repeat: number,
): HumanLabel[] {
  return (labels ?? []).filter((label) => label.position === position && label.repeat === repeat);
}

/** The labels with one more; what the same person said of the same score before is replaced. */
export function withLabel(labels: HumanLabel[], given: NewLabel, id: string): HumanLabel[] {
  return [...without(labels, given), { id, ...given }];
}

export function without(labels: HumanLabel[], given: Omit<NewLabel, "passed">): HumanLabel[] {
  return labels.filter(
    (label) =>
      label.position !== given.position ||
      label.repeat !== given.repeat ||
      label.scorer !== given.scorer ||
      (label.by ?? "") !== given.by,
  );
}

/** The name that labels of this key go under: two keys are two raters. */
export function raterOf(keyId: string | null | undefined): string {
  return keyId ? `key ${keyId.slice(-8)}` : "page";
}
