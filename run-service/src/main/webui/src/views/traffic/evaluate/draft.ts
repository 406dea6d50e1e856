import type { Draft } from "@/views/launch/draft";
import { endsOf } from "../window";
import { BY_FIELD, THRESHOLDS, type EvaluatorId } from "./evaluators";
import type { EvaluateSearch } from "./search";
import { spanScorers } from "./spanEvaluators";

/** What is known beside the address when a launch is made of it. */
export interface Known {
  now: number;
  /** The schema of the skill's answers, where the source is a skill that has one. */
  schema: unknown;
}

/** The launch that the view stands for; null while something is missing that it cannot do without. */
export function draftOf(search: EvaluateSearch, { now, schema }: Known): Draft | null {
  const { source, mode } = search;
  if (source === null) return null;
  const slice = {
    source_type: source.type,
    id: source.id,
    ...(source.version !== "" && { agent_version: source.version }),
    ...endsOf(search.window, now),
    ...(search.limit !== null && { limit: search.limit }),
  };
  const scorers = search.evaluators.flatMap((id) => scorerOf(id, search, schema));
  const judge = modelOf(search.judgeProvider, search.judgeModel);
  if (mode === "replay") {
    const target = targetOf(search);
    if (target === null) return null;
    const divergence = {
      id: "divergence",
      threshold: 1,
      params: search.criteria.trim() === "" ? {} : { criteria: search.criteria.trim() },
    };
    return {
      dataset: { traffic: slice },
      target,
      scorers: [divergence, ...scorers.filter((one) => one.id !== "llm_judge")],
      ...(judge && { judge }),
    } as unknown as Draft;
  }
  const ofSpans = spanScorers(search.spans, search.spanName, search.k);
  if (scorers.length + ofSpans.length === 0 || search.fields?.length === 0) return null;
  const inferring = search.infer ? { infer_corrections: inferenceOf(search) } : {};
  const compared = search.evaluators.find((id) => BY_FIELD.has(id));
  return {
    target: { traffic: { ...slice, ...inferring } },
    scorers: [...scorers, ...ofSpans],
    ...(search.min !== null &&
      compared && { gate: [{ type: "field_accuracy", scorer: compared, min: search.min / 100 }] }),
    ...(judge && { judge }),
  } as unknown as Draft;
}

/**
 * A launch over answers of which none has a note without a correction: nothing can be inferred, and
 * no model has to be found for it.
 */
export function withoutInferring(draft: Draft): Draft {
  const { target } = draft;
  if (!target || typeof target === "string" || !target.traffic) return draft;
  const traffic = Object.fromEntries(
    Object.entries(target.traffic).filter(([name]) => name !== "infer_corrections"),
  );
  return { ...draft, target: { ...target, traffic } } as Draft;
}

function scorerOf(id: EvaluatorId, search: EvaluateSearch, schema: unknown) {
  // Without its schema there is nothing to hold an answer against.
  if (id === "json_schema" && !schema) return [];
  const params = {
    ...(BY_FIELD.has(id) && search.fields !== null && { fields: search.fields }),
    ...(id === "json_schema" && { schema }),
    ...(id === "llm_judge" &&
      search.criteria.trim() !== "" && { criteria: search.criteria.trim() }),
  };
  const threshold = THRESHOLDS[id];
  return [{ id, ...(threshold !== undefined && { threshold }), params }];
}

function targetOf(search: EvaluateSearch) {
  const model = modelOf(search.provider, search.model);
  return search.skill === "" ? model : { skill: search.skill, ...model };
}

/** Who makes corrections of notes, and of which. */
function inferenceOf({ inferProvider, inferModel, inferLinks }: EvaluateSearch) {
  const model = modelOf(inferProvider, inferModel);
  return inferLinks ? { ...model, links: true } : (model ?? true);
}

/** Who is asked; null until both are said, since one without the other is nobody. */
function modelOf(provider: string, model: string): { provider: string; model: string } | null {
  return provider === "" || model === "" ? null : { provider, model };
}
