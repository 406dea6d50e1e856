import { isTaken } from "@/parts/typing";

/** What a key does in a review. */
export type Command =
  { do: "note"; nth: number } | { do: "save" | "skip" | "undo" | "edit" | "keys" };

const KEYS: Record<string, Command> = {
  Enter: { do: "save" },
  s: { do: "skip" },
  u: { do: "undo" },
  e: { do: "edit" },
  "?": { do: "keys" },
};

const PRESSED = "button, a, summary, [role=button], [role=tab], [role=switch]";

type Press = Parameters<typeof isTaken>[0] & { key: string };

/** The command of a key press; null when it belongs to somebody else. */
export function commandOf(press: Press): Command | null {
  const within = press.target as { closest?: (selector: string) => unknown } | null;
  const anywhere = (press.ctrlKey || press.metaKey) && !press.altKey && !press.defaultPrevented;
  if (press.key === "Enter" && anywhere && !within?.closest?.("[role=dialog]")) {
    return { do: "save" };
  }
  if (isTaken(press)) return null;
  // What is focused is pressed by Enter.
  if (press.key === "Enter" && within?.closest?.(PRESSED)) return null;
  if (/^[1-9]$/.test(press.key)) return { do: "note", nth: Number(press.key) };
  return KEYS[press.key] ?? null;
}
