/** Changes to items of a version, before they become a new one. */
export type Edits = ReadonlyMap<string, Edit>;

/** What an item becomes; null for one that goes; `added` for one that the version does not have. */
export interface Edit {
  item: Record<string, unknown> | null;
  added: boolean;
}

export interface EditCounts {
  changed: number;
  removed: number;
  added: number;
}

export function countEdits(edits: Edits): EditCounts {
  const counts: EditCounts = { changed: 0, removed: 0, added: 0 };
  for (const edit of edits.values()) {
    if (edit.added) counts.added++;
    else if (edit.item === null) counts.removed++;
    else counts.changed++;
  }
  return counts;
}

/** The edits with one more; adding and then removing an item leaves nothing. */
export function withEdit(edits: Edits, id: string, edit: Edit | undefined): Edits {
  const next = new Map(edits);
  if (edit === undefined || (edit.added && edit.item === null)) next.delete(id);
  else next.set(id, edit);
  return next;
}

/**
 * The lines of a new version: those of the old one as they were exported, to the byte, with the
 * edited items in their places and the added ones at the end. Throws when an item to edit is gone.
 */
export function applyEdits(exported: string, edits: Edits): string[] {
  const open = new Set([...edits].filter(([, edit]) => !edit.added).map(([id]) => id));
  const lines: string[] = [];
  for (const line of exported.split("\n")) {
    if (line.trim() === "") continue;
    const id = idOf(line);
    const edit = id === undefined ? undefined : edits.get(id);
    if (id === undefined || edit === undefined || edit.added) {
      lines.push(line);
      continue;
    }
    open.delete(id);
    if (edit.item !== null) lines.push(JSON.stringify(edit.item));
  }
  if (open.size > 0) throw new Error(`The version has no item ${[...open].join(", ")} any more.`);
  for (const edit of edits.values()) {
    if (edit.added && edit.item !== null) lines.push(JSON.stringify(edit.item));
  }
  return lines;
}

// The export writes the id first; only a line that does not is read as a whole.
const FIRST_ID = /^\{"id":("(?:[^"\\]|\\.)*")/;

function idOf(line: string): string | undefined {
  const first = FIRST_ID.exec(line)?.[1];
  const id: unknown = first ? JSON.parse(first) : (JSON.parse(line) as { id?: unknown }).id;
  return typeof id === "string" ? id : undefined;
}

/** A field of a form as a value: JSON where it was JSON, else the text. */
export function fromText(text: string, json: boolean): { value: unknown } | { fault: string } {
  if (!json) return { value: text === "" ? undefined : text };
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (e) {
    return { fault: e instanceof Error ? e.message : String(e) };
  }
}
