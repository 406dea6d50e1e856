import type { Schemas } from "@/api/client";
import { tidy, type Draft } from "./draft";

const KEPT = [
  "name",
  "scorers",
  "judge",
  "gate",
  "star_metric",
  "budget",
  "early_stop",
  "baseline",
  "alias",
  "label",
  "tags",
] as const;

/** What a launch says anyway where nothing is given. */
const USUAL: Record<string, unknown> = {
  repeats: 1,
  concurrency: 16,
  order: "stratified",
  seed: 0,
  cache: "off",
};

/** A draft that asks again for what a run did, to be changed before it is launched. */
export function draftOfRun(run: Schemas["Run"]): Draft {
  const fields = run as unknown as Record<string, unknown>;
  const draft: Record<string, unknown> = {
    target: tidy(run.target),
    dataset: tidy(run.dataset),
  };
  if (run.evaluation) {
    draft.evaluation = run.evaluation_version
      ? `${run.evaluation}@${run.evaluation_version}`
      : run.evaluation;
  }
  for (const name of KEPT) draft[name] = fields[name];
  for (const [name, usual] of Object.entries(USUAL)) {
    if (fields[name] !== usual) draft[name] = fields[name];
  }
  return tidy(draft) as Draft;
}
