import { diffWordsWithSpace } from "diff";

export interface Piece {
  text: string;
  kind: "same" | "out" | "in";
}

export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

const LONGEST = 50_000;
const TIMEOUT_MS = 500;

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

/** Word by word what became of a text; null when it is too long to be compared so. */
export function wordDiff(before: string, after: string): Piece[] | null {
  if (before.length + after.length > LONGEST) return null;
  const parts = diffWordsWithSpace(before, after, { timeout: TIMEOUT_MS });
  return (
    parts?.map(({ value, added, removed }) => ({
      text: value,
      kind: added ? "in" : removed ? "out" : "same",
    })) ?? null
  );
}
