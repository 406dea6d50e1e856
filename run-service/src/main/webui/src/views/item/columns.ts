import type { ItemEntry } from "@/api/runItems";
import { asJson } from "@/parts/text/bounded";
import { itemWords } from "@/words/item";

const words = itemWords.columns;

/** A column of the table of items. */
export interface Column {
  /** `status`, `score:KEY`, `field:NAME`, … */
  id: string;
  name: string;
  width: number;
  num: boolean;
}

/** What somebody has made of the columns of a dataset; kept by the browser. */
export interface Layout {
  order: string[];
  hidden: string[];
  widths: Record<string, number>;
}

export const NO_LAYOUT: Layout = { order: [], hidden: [], widths: {} };

const HIDDEN_AT_FIRST = new Set(["label", "attempts", "cost"]);
const NARROWEST = 48;
const WIDEST = 900;
const MOST_FIELDS = 12;

/** All columns that there could be, in their first order. */
export function allColumns(
  scorers: string[],
  fields: string[],
  has: { section: boolean; label: boolean; marks: boolean },
): Column[] {
  const column = (id: string, name: string, width: number, num = false): Column => ({
    id,
    name,
    width,
    num,
  });
  return [
    column("status", words.status, 104),
    column("item", words.item, 124),
    ...(has.section ? [column("section", words.section, 100)] : []),
    ...(has.label ? [column("label", words.label, 100)] : []),
    column("input", words.input, 240),
    column("expected", words.expected, 150),
    column("output", words.output, 190),
    ...scorers.map((key) => column(`score:${key}`, key, 90, true)),
    ...(has.marks ? [column("flags", words.flags, 110)] : []),
    column("latency", words.latency, 84, true),
    column("attempts", words.attempts, 80, true),
    column("cost", words.cost, 90, true),
    ...fields.map((field) => column(`field:${field}`, field, 140)),
  ];
}

/** The columns to show, as somebody has arranged them; new ones stand where they do at first. */
export function arrange(all: Column[], layout: Layout): Column[] {
  return ordered(all, layout)
    .filter((column) => !isHidden(column.id, layout))
    .map((column) => ({ ...column, width: layout.widths[column.id] ?? column.width }));
}

/** All columns in the order that somebody has given them. */
export function ordered(all: Column[], layout: Layout): Column[] {
  const place = new Map(layout.order.map((id, i) => [id, i]));
  const known = all
    .filter((c) => place.has(c.id))
    .sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const result: Column[] = [];
  let next = 0;
  for (const column of all) {
    const stands = place.has(column.id) ? known[next++] : column;
    if (stands) result.push(stands);
  }
  return result;
}

export function isHidden(id: string, layout: Layout): boolean {
  if (layout.hidden.includes(id)) return true;
  return HIDDEN_AT_FIRST.has(id) && !layout.hidden.includes(`!${id}`);
}

/** Shows what is hidden, hides what is shown. What hides by itself is remembered as shown by `!id`. */
export function toggled(id: string, layout: Layout): Layout {
  const hide = !isHidden(id, layout);
  const rest = layout.hidden.filter((one) => one !== id && one !== `!${id}`);
  return { ...layout, hidden: [...rest, hide ? id : `!${id}`] };
}

/** Moves a column by one place. */
export function moved(all: Column[], layout: Layout, id: string, by: -1 | 1): Layout {
  const order = ordered(all, layout).map((column) => column.id);
  const from = order.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return layout;
  order.splice(to, 0, ...order.splice(from, 1));
  return { ...layout, order };
}

export function resized(layout: Layout, id: string, width: number): Layout {
  const bounded = Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
  return { ...layout, widths: { ...layout.widths, [id]: bounded } };
}

/** Reads what was kept; anything else is as at first. */
export function readLayout(text: string | null): Layout {
  try {
    const kept = JSON.parse(text ?? "null") as Partial<Layout> | null;
    if (kept === null || typeof kept !== "object") return NO_LAYOUT;
    const texts = (list: unknown) =>
      Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : [];
    const widths = Object.entries(kept.widths ?? {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === "number",
    );
    return {
      order: texts(kept.order),
      hidden: texts(kept.hidden),
      widths: Object.fromEntries(widths),
    };
  } catch {
    return NO_LAYOUT;
  }
}

/** The fields of answers that are JSON objects, those that most have first. */
export function outputFields(entries: ItemEntry[]): string[] {
  const seen = new Map<string, number>();
  for (const { output } of entries.slice(0, 400)) {
    const json = asJson(output);
    if (json === undefined || Array.isArray(json)) continue;
    for (const field of Object.keys(json as object)) seen.set(field, (seen.get(field) ?? 0) + 1);
  }
  return [...seen]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_FIELDS)
    .map(([field]) => field);
}
