/**
 * Text that a model or a dataset said, made safe to look at: control characters and those that turn
 * the direction of writing are shown as a name in brackets instead of doing what they do.
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (c) => `⟨U+${hex(c)}⟩`);
}

// Tab and line feed stay; C0, DEL, C1, zero-width and bidirectional controls, line separators, BOM do not.
const HIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

function hex(c: string): string {
  return (c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}

/** A value as text: a text as it is, everything else as JSON. */
export function shown(value: unknown, indent = 2): string {
  if (value === undefined) return "";
  return visible(typeof value === "string" ? value : JSON.stringify(value, null, indent));
}

/** A value in one line, cut where it is long. */
export function line(value: unknown, most = 300): string {
  const text = shown(value, 0).replace(/\s+/g, " ").trim();
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
