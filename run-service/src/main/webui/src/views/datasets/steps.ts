import { isTaken } from "@/parts/typing";

/** Which way a key goes from the open item; null for a key of somebody else. */
export function wayOf(press: Parameters<typeof isTaken>[0] & { key: string }): 1 | -1 | null {
  if (isTaken(press, true)) return null;
  if (press.key === "j") return 1;
  return press.key === "k" ? -1 : null;
}

/**
 * The number of the item to go to in the order of the table, which filters narrow. An item that is
 * not in it is left to its neighbour in the dataset. `more` is for a page that must be read first;
 * null at an end.
 */
export function stepFrom(
  n: number,
  by: 1 | -1,
  table: { rows: readonly number[]; more: boolean; items: number | null },
): number | "more" | null {
  const { rows, more, items } = table;
  const at = rows.indexOf(n);
  if (at >= 0) return rows[at + by] ?? (by === 1 && more ? "more" : null);
  const next = n + by;
  return next < 1 || (items !== null && next > items) ? null : next;
}
