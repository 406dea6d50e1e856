export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** The fields in which two states of an item differ, in the order of the newer one. */
export function changedFields(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): FieldChange[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return names
    .filter((name) => name !== "n" && !same(before[name], after[name]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
