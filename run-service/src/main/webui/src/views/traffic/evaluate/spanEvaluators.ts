/** A scorer that the view applies to the spans of an answer, one by one. */
export interface SpanEvaluator {
  /** As the address names it. */
  name: string;
  /** Its id in the catalogue. */
  scorer: string;
  kind: "retriever" | "tool" | "llm";
  /** Whether it looks at the first k documents only. */
  ranks?: boolean;
}

/** Those that the view offers; any other, and any other kind of span, is the launch sheet's. */
export const SPAN_EVALUATORS = [
  { name: "recall_at_k", scorer: "recall_at_k", kind: "retriever", ranks: true },
  { name: "precision_at_k", scorer: "precision_at_k", kind: "retriever", ranks: true },
  { name: "context_relevancy", scorer: "context_relevancy", kind: "retriever" },
  { name: "context_recall", scorer: "context_recall", kind: "retriever" },
  { name: "context_precision", scorer: "context_precision", kind: "retriever" },
  { name: "tool_outputs", scorer: "exact_match", kind: "tool" },
  { name: "llm_outputs", scorer: "levenshtein", kind: "llm" },
] as const satisfies readonly SpanEvaluator[];
export type SpanEvaluatorName = (typeof SPAN_EVALUATORS)[number]["name"];

/** Those that an address names, in the order in which they are offered. */
export function readSpanEvaluators(named: string): SpanEvaluatorName[] {
  const names = named.split(",");
  return SPAN_EVALUATORS.map((one) => one.name).filter((name) => names.includes(name));
}

/** One put in or taken out, as the address has them; undefined for none. */
export function withSpanEvaluator(
  chosen: readonly SpanEvaluatorName[],
  one: SpanEvaluatorName,
): string | undefined {
  const next = SPAN_EVALUATORS.map(({ name }) => name).filter(
    (name) => chosen.includes(name) !== (name === one),
  );
  return next.length === 0 ? undefined : next.join(",");
}

/** As a launch names them. Their keys are their own: the same scorer may look at whole answers, too. */
export function spanScorers(
  chosen: readonly SpanEvaluatorName[],
  spanName: string,
  k: number | null,
): object[] {
  return SPAN_EVALUATORS.filter((one) => chosen.includes(one.name)).map((one: SpanEvaluator) => ({
    id: one.scorer,
    key: `${one.name}_of_${one.kind}s`,
    params: {
      ...(one.ranks && k !== null && { k }),
      spans: { kind: one.kind, ...(spanName.trim() !== "" && { name: spanName.trim() }) },
    },
  }));
}
