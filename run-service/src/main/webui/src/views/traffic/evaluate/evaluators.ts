/** Evaluators that the view offers, by their ids in the catalogue; any other is the launch sheet's. */
export const EVALUATORS = [
  "field_accuracy",
  "fuzzy_field_match",
  "equals_expected",
  "levenshtein",
  "json_schema",
  "llm_judge",
] as const;
export type EvaluatorId = (typeof EVALUATORS)[number];

/** Those that compare field by field, and take the fields to compare. */
export const BY_FIELD: ReadonlySet<EvaluatorId> = new Set([
  "field_accuracy",
  "fuzzy_field_match",
  "equals_expected",
]);

/** From where on an answer passes; without one it is only reported. */
export const THRESHOLDS: Partial<Record<EvaluatorId, number>> = {
  field_accuracy: 1,
  fuzzy_field_match: 1,
  equals_expected: 1,
  json_schema: 1,
  llm_judge: 0.8,
};
