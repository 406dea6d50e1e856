import { isTaken } from "@/parts/typing";

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

/** The command of a key press; null when it belongs to somebody else. */
export function commandOf(press: Parameters<typeof isTaken>[0] & { key: string }): Command | null {
  return isTaken(press) ? null : (KEYS[press.key] ?? null);
}
