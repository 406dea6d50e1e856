/** What a key does while an item is open. */
export type Command =
  | "next"
  | "previous"
  | "failure"
  | "diff"
  | "attempts"
  | "agree"
  | "disagree"
  | "undo"
  | "copy"
  | "keys"
  | "close";

const KEYS: Record<string, Command> = {
  j: "next",
  k: "previous",
  n: "failure",
  e: "diff",
  a: "attempts",
  y: "agree",
  x: "disagree",
  u: "undo",
  c: "copy",
  "?": "keys",
  Escape: "close",
};

interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  defaultPrevented: boolean;
  target: EventTarget | null;
}

/** The command of a key press; null when it belongs to somebody else: a field, a menu, the browser. */
export function commandOf(press: Press): Command | null {
  if (press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey) return null;
  const target = press.target as { closest?: (selector: string) => unknown } | null;
  if (
    target?.closest?.(
      "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox], [role=combobox], [role=slider]",
    )
  ) {
    return null;
  }
  return KEYS[press.key] ?? null;
}
