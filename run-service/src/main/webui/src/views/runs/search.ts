import { textOf, type Search } from "@/parts/address";

/** What the archive can be narrowed by to one value, by the names that the API has for it. */
export const SINGLE = [
  "evaluation",
  "dataset",
  "provider",
  "model",
  "tag",
  "alias",
  "label",
] as const;
/** And by several. */
export const SEVERAL = ["status", "verdict"] as const;

export const ENDED = ["successful", "partially_successful", "failed", "cancelled"] as const;
export const ACTIVE = ["queued", "running_dataset", "evaluating_results", "cancelling"] as const;

/** What the archive can be put in order by, by the names that the API has for it. */
export const ORDERS = [
  "name",
  "pass_rate",
  "mean_score",
  "cost",
  "duration_ms",
  "finished_at",
] as const;

export type OrderBy = (typeof ORDERS)[number];
export type Order = "" | OrderBy | `-${OrderBy}`;
export type Single = (typeof SINGLE)[number];

/** What the address of the runs says. */
export interface RunsSearch {
  q: string;
  status: string[];
  verdict: string[];
  single: Partial<Record<Single, string>>;
  group: string;
  since: string;
  until: string;
  /** Empty for the newest first. */
  order: Order;
  /** Runs that are ticked, to be compared. */
  ticked: string[];
}

function listOf(value: unknown): string[] {
  return textOf(value)
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function orderOf(value: unknown): Order {
  const asked = textOf(value);
  return ORDERS.flatMap((by): Order[] => [by, `-${by}`]).find((one) => one === asked) ?? "";
}

/** Reads the address. */
export function readSearch(search: Search): RunsSearch {
  const single: RunsSearch["single"] = {};
  for (const name of SINGLE) {
    const value = textOf(search[name]);
    if (value !== "") single[name] = value;
  }
  return {
    q: textOf(search.q),
    status: listOf(search.status),
    verdict: listOf(search.verdict),
    single,
    group: textOf(search.group),
    since: textOf(search.since),
    until: textOf(search.until),
    order: orderOf(search.order),
    ticked: listOf(search.ticked),
  };
}

/** The filters as the API takes them; without a status those of runs that have ended. */
export function filtersOf(search: RunsSearch): Record<string, string> {
  const { q, status, verdict, single, group, since, until } = search;
  const all: Record<string, string | undefined> = {
    q,
    status: (status.length > 0 ? status : ENDED).join(","),
    verdict: verdict.join(","),
    group,
    since,
    until,
    ...single,
  };
  return Object.fromEntries(Object.entries(all).filter((e): e is [string, string] => !!e[1]));
}

/** What a saved view keeps: the filters and the order as they stand in the address. */
export function keptOf(search: Search): Search {
  const kept = ["q", "group", "since", "until", "order", ...SINGLE, ...SEVERAL];
  return Object.fromEntries(
    kept.map((name) => [name, textOf(search[name])]).filter(([, value]) => value !== ""),
  );
}

/** An address that has the filters of a saved view and none beside them. */
export function opened(view: Search): Search {
  const none = ["q", "group", "since", "until", "order", "ticked", ...SINGLE, ...SEVERAL];
  return { ...Object.fromEntries(none.map((name) => [name, undefined])), ...keptOf(view) };
}

/** Whether anything is filtered. */
export function filtered(search: RunsSearch): boolean {
  const { q, status, verdict, single, group, since, until } = search;
  const lists = status.length + verdict.length + Object.keys(single).length;
  return lists > 0 || [q, group, since, until].some((text) => text !== "");
}

/** A list with a value put in, or taken out if it was there. */
export function toggled(list: readonly string[], value: string): string {
  return (list.includes(value) ? list.filter((one) => one !== value) : [...list, value]).join(",");
}

/** Which way a column is in order. */
export function wayOf(order: Order, by: OrderBy): "ascending" | "descending" | undefined {
  if (order === by) return "ascending";
  return order === `-${by}` ? "descending" : undefined;
}

/**
 * The order after a click on the head of a column: names from A, numbers from the largest, then the
 * other way round, then none, which is the newest first.
 */
export function orderAfter(order: Order, by: OrderBy): Order {
  const ways: Order[] = by === "name" ? [by, `-${by}`] : [`-${by}`, by];
  return ways[ways.indexOf(order) + 1] ?? "";
}
