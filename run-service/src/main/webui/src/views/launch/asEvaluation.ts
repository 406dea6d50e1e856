import { evaluationOf, over, type Draft } from "./draft";

/** What belongs to one launch and not to what is launched again and again. */
const OF_ONE_LAUNCH = ["evaluation", "rehearse", "trigger"];

/** What the form shows, as an evaluation under a name: its content stands by itself. */
export function asEvaluation(view: Draft, name: string): Draft {
  const inline = evaluationOf(view) === null ? (view.evaluation as Draft | null | undefined) : null;
  const whole = over(inline ?? null, view);
  const given = Object.entries(whole).filter(
    ([field, value]) => !OF_ONE_LAUNCH.includes(field) && value !== null && value !== undefined,
  );
  return { ...Object.fromEntries(given), name: name.trim() } as Draft;
}
