const TAKEN = [
  "input:not([type=radio]):not([type=checkbox])",
  "textarea",
  "select",
  "[contenteditable=true]",
  "[role=dialog]",
  "[role=menu]",
  "[role=listbox]",
  "[role=combobox]",
  "[role=slider]",
].join(", ");

interface Press {
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  defaultPrevented: boolean;
  target: EventTarget | null;
}

/** Whether a key press belongs to somebody else: a field, a menu, a dialog, the browser. */
export function isTaken(press: Press): boolean {
  if (press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey) return true;
  const target = press.target as { closest?: (selector: string) => unknown } | null;
  return !!target?.closest?.(TAKEN);
}
