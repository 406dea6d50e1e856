import type { SourceType } from "@/api/traffic";
import { countOf, textOf, wordOf, type Search } from "@/parts/address";
import { TYPES } from "../sources";
import { readWindow, type Window } from "../window";
import { EVALUATORS, type EvaluatorId } from "./evaluators";
import { readSpanEvaluators, type SpanEvaluatorName } from "./spanEvaluators";

/** Whether what was answered is judged, or the same is asked again. */
export const MODES = ["stored", "replay"] as const;

/** What is evaluated, as the address says it. */
export interface EvaluateSearch {
  mode: (typeof MODES)[number];
  /** Null until one is chosen. */
  source: { type: SourceType; id: string; version: string } | null;
  window: Window;
  limit: number | null;
  evaluators: EvaluatorId[];
  /** What is judged span by span, of answers that are there. */
  spans: SpanEvaluatorName[];
  /** Only spans of this name; empty for all. */
  spanName: string;
  /** How many documents of a retriever count; null for all. */
  k: number | null;
  /** Which fields are compared; null for all. */
  fields: string[] | null;
  criteria: string;
  /** The least accuracy in per cent that passes; null without a gate. */
  min: number | null;
  /** Whether notes are made into corrections, and by whom. */
  infer: boolean;
  /** Also notes that came by a feedback link, from somebody without a key. */
  inferLinks: boolean;
  inferProvider: string;
  inferModel: string;
  judgeProvider: string;
  judgeModel: string;
  /** Of a replay: who is asked. */
  provider: string;
  model: string;
  skill: string;
}

/** The first evaluator is chosen where the address names none. */
const USUAL: EvaluatorId = "field_accuracy";

export function readEvaluateSearch(search: Search): EvaluateSearch {
  const type = TYPES.find((one) => one === search.source_type);
  const id = textOf(search.id);
  const named = textOf(search.evaluators).split(",");
  const chosen = EVALUATORS.filter((one) => named.includes(one));
  const min = Number(textOf(search.min) || NaN);
  return {
    mode: wordOf(search.mode, MODES),
    source:
      type !== undefined && id !== ""
        ? { type, id, version: type === "agent" ? textOf(search.agent_version) : "" }
        : null,
    window: readWindow(search),
    limit: countOf(search.limit),
    evaluators: search.evaluators === undefined ? [USUAL] : chosen,
    spans: readSpanEvaluators(textOf(search.spans)),
    spanName: textOf(search.span_name),
    k: countOf(search.k),
    fields: Array.isArray(search.fields)
      ? search.fields.map(textOf).filter((one) => one !== "")
      : null,
    criteria: textOf(search.criteria),
    min: min >= 0 && min <= 100 ? min : null,
    infer: search.infer !== false && search.infer !== "false",
    inferLinks: search.infer_links === true || search.infer_links === "true",
    inferProvider: textOf(search.infer_provider),
    inferModel: textOf(search.infer_model),
    judgeProvider: textOf(search.judge_provider),
    judgeModel: textOf(search.judge_model),
    provider: textOf(search.provider),
    model: textOf(search.model),
    skill: textOf(search.skill),
  };
}

/** The evaluators with one of them put in or taken out, as the address has them; "none" is none. */
export function withEvaluator(chosen: readonly EvaluatorId[], one: EvaluatorId): string {
  const next = chosen.includes(one)
    ? chosen.filter((other) => other !== one)
    : EVALUATORS.filter((other) => other === one || chosen.includes(other));
  return next.join(",") || "none";
}

/** The address of the view for a run's source, so that it can be evaluated again. */
export function addressOf(source: {
  source_type?: string | null;
  id?: string | null;
  agent_version?: string | null;
}): Search {
  return {
    source_type: source.source_type ?? undefined,
    id: source.id ?? undefined,
    agent_version: source.agent_version ?? undefined,
  };
}
