import type { Criterion, RunDetail } from "@/api/results";
import { count, percent } from "@/format/numbers";
import { ended } from "@/stream/reducer";
import { criterionValue, runPage } from "@/words/run";
import { verdictWords } from "@/words/status";

const words = runPage.sentence;

/** What a run says, in one sentence; the verdict's word first. */
export function verdictSentence(run: RunDetail): string {
  const counts = run.counts;
  if (!ended(run.status)) return goesOn(run);
  const verdict = run.verdict ?? "none";
  const criteria = (run.criteria ?? []).filter((c) => c.severity !== "warn");
  const warned = (run.criteria ?? []).filter((c) => c.severity === "warn" && c.outcome === "fail");
  const warnings = warned.length > 0 ? [words.warned(warned.length)] : [];
  const deciding = decisive(criteria, verdict);
  if (verdict === "none" || !deciding) {
    if ((run.criteria ?? []).length > 0) {
      return [criteria.length > 0 ? words.vacuous : words.onlyWarns, ...warnings].join(" ");
    }
    const measured = counts ? counts.passed + counts.failed + counts.errored : 0;
    if (!counts || measured === 0) return words.nothing;
    return words.none(count(counts.passed), count(measured));
  }
  const parts = [
    `${observed(run, deciding)}, ${limit(deciding)}`,
    unmeasured(deciding, verdict),
  ].filter(Boolean);
  const sentences = [`${verdictWords[verdict] ?? verdict}: ${parts.join(", ")}.`];
  // Neither chance nor what is unmeasured: a judge that is not to be trusted, for one.
  const said = deciding.message;
  if (verdict === "inconclusive" && !deciding.bounds?.unmeasured && said) sentences.push(said);
  if (deciding.inferred_share) sentences.push(words.inferred(percent(deciding.inferred_share)));
  const failing = criteria.filter((c) => c.outcome === "fail").length;
  if (verdict === "pass" && criteria.length > 1) sentences.push(words.more(criteria.length - 1));
  if (verdict === "fail" && criteria.length > 1)
    sentences.push(words.others(failing, criteria.length));
  sentences.push(...warnings);
  if (run.stopped?.settled !== undefined) sentences.push(words.stopped(count(run.stopped.settled)));
  return sentences.join(" ");
}

function goesOn(run: RunDetail): string {
  const counts = run.counts;
  if (run.status === "queued") return run.target?.push ? words.pushing : words.queued;
  if (!counts) return words.queued;
  return words.running(count(settled(counts)), count(counts.total));
}

/** Units of which nothing more is to come. */
export function settled(counts: NonNullable<RunDetail["counts"]>): number {
  return counts.passed + counts.failed + counts.errored + counts.skipped + counts.cancelled;
}

/** The criterion to speak of: one that has the verdict's outcome, the broadest, then the nearest to its limit. */
export function decisive(criteria: Criterion[], verdict: string): Criterion | undefined {
  const agreeing = criteria.filter((c) => c.outcome === verdict);
  return [...agreeing].sort((a, b) => breadth(a) - breadth(b) || margin(a) - margin(b))[0];
}

function breadth(criterion: Criterion): number {
  return (
    (criterion.type === "pass_rate" ? 0 : 1) +
    (criterion.scorer ? 2 : 0) +
    (criterion.section ? 4 : 0)
  );
}

function margin({ observed: value, min, max }: Criterion): number {
  if (value === null || value === undefined) return 0;
  const distances = [min, max].filter((v) => v !== null && v !== undefined);
  return Math.min(...distances.map((v) => Math.abs(v - value)));
}

function observed(run: RunDetail, criterion: Criterion): string {
  const where = criterion.section ? ` ${words.in(criterion.section)}` : "";
  const whose = criterion.scorer ? ` ${words.of(criterion.scorer)}` : "";
  const tally = criterion.type === "pass_rate" ? tallyOf(run, criterion) : null;
  if (tally) return words.counted(count(tally.passed), count(tally.of)) + whose + where;
  return words.observed(
    (criterion.type === "pass_rate"
      ? words.passRate
      : criterion.type === "field_accuracy"
        ? words.accuracy
        : words.mean) +
      whose +
      where +
      (criterion.truth ? ` ${words.byPeople}` : ""),
    criterionValue(criterion.type, criterion.observed),
  );
}

/** How many passed of how many that the rate is made of. */
function tallyOf(run: RunDetail, criterion: Criterion): { passed: number; of: number } | null {
  if (criterion.scorer) return null;
  const group = criterion.section ? run.summary?.sections?.[criterion.section] : run.counts;
  if (!group) return null;
  const of = group.passed + group.failed + group.errored;
  // Of items on which only scorers without a threshold spoke the rate says nothing.
  const rate = criterion.observed;
  if (of === 0 || rate === null || rate === undefined || Math.abs(group.passed / of - rate) > 1e-9)
    return null;
  return { passed: group.passed, of };
}

function limit(criterion: Criterion): string {
  const { min, max, type } = criterion;
  const whole = (v: number) =>
    type === "mean_score"
      ? criterionValue(type, v)
      : percent(v, Number.isInteger(Math.round(v * 1e6) / 1e4) ? 0 : 1);
  return [
    min !== null && min !== undefined && words.needed(whole(min)),
    max !== null && max !== undefined && words.allowed(whole(max)),
  ]
    .filter(Boolean)
    .join(", ");
}

function unmeasured(criterion: Criterion, verdict: string): string | null {
  const bounds = criterion.bounds;
  if (!bounds || bounds.unmeasured === 0) return null;
  if (verdict === "pass") return words.stays(bounds.unmeasured, "pass");
  if (verdict === "fail") return words.stays(bounds.unmeasured, "fail");
  return words.decides(
    bounds.unmeasured,
    criterionValue(criterion.type, bounds.lower),
    criterionValue(criterion.type, bounds.upper),
  );
}
