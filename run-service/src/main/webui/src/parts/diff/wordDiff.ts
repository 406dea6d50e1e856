import { diffArrays } from "diff";

/** A piece of both texts, or of one of them. */
export interface Change {
  text: string;
  kind: "same" | "removed" | "added";
}

/** So much of each text is compared; a diff of more helps nobody and takes long. */
const MOST = 20_000;
const MOST_EDITS = 4_000;

const WORDS = /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;

/** What became of a text, word by word. Null when there is too much of it or too little in common. */
export function wordDiff(before: string, after: string): Change[] | null {
  if (before.length > MOST || after.length > MOST) return null;
  const changes = diffArrays(before.match(WORDS) ?? [], after.match(WORDS) ?? [], {
    maxEditLength: MOST_EDITS,
  });
  if (!changes) return null;
  return changes.map((change) => ({
    text: change.value.join(""),
    kind: change.added ? "added" : change.removed ? "removed" : "same",
  }));
}
