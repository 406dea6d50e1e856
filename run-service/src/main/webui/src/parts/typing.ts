const FIELDS = [
  "input:not([type=radio]):not([type=checkbox])",
  "textarea",
  "select",
  "[contenteditable=true]",
  "[role=menu]",
  "[role=listbox]",
  "[role=combobox]",
  "[role=slider]",
];

interface Press {
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  defaultPrevented: boolean;
  target: EventTarget | null;
}

/**
 * Whether a key press belongs to somebody else: a field, a menu, a dialog, the browser. A dialog's
 * own keys are its own.
 */
export function isTaken(press: Press, withinDialog = false): boolean {
  if (press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey) return true;
  const target = press.target as { closest?: (selector: string) => unknown } | null;
  const taken = withinDialog ? FIELDS : [...FIELDS, "[role=dialog]"];
  return !!target?.closest?.(taken.join(", "));
}
