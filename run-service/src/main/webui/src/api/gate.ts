/** A criterion as it is asked for. */
export interface CriterionSpec {
  type: string;
  min?: number | null;
  max?: number | null;
  scorer?: string | null;
  section?: string | null;
  truth?: string | null;
  severity?: string | null;
  label?: string | null;
}

/** The criteria of a gate, which is a list of them or an object that has the list. */
export function gateOf(gate: unknown): CriterionSpec[] {
  if (Array.isArray(gate)) return gate as CriterionSpec[];
  const criteria = (gate as { criteria?: unknown } | null | undefined)?.criteria;
  return Array.isArray(criteria) ? (criteria as CriterionSpec[]) : [];
}
