import type { ItemsFilter } from "@/api/runs";

/** What the page of a run keeps in its address: which items are shown, in which order. */
export interface RunSearch {
  /** Statuses, comma-separated. */
  status?: string;
  scorer?: string;
  min?: number;
  max?: number;
  section?: string;
  label?: string;
  q?: string;
  flagged?: boolean;
  truncated?: boolean;
  order?: (typeof ORDERS)[number];
  /** Which answer of the open item. */
  repeat?: number;
  /** Repeats one by one instead of grouped. */
  flat?: boolean;
}

const STATUSES = [
  "passed",
  "failed",
  "error",
  "skipped",
  "cancelled",
  "answered",
  "pending",
  "dispatched",
];
const ORDERS = ["position", "-position", "score", "-score", "latency", "-latency"] as const;

/** Worst first. */
export const FIRST_ORDER = "score";

/** Takes from an address what is understood; everything else is left out. */
export function runSearch(search: Record<string, unknown>): RunSearch {
  const found: RunSearch = {};
  const status = text(search.status)
    ?.split(",")
    .filter((one) => STATUSES.includes(one));
  if (status && status.length > 0) found.status = [...new Set(status)].join(",");
  for (const name of ["scorer", "section", "label", "q"] as const) {
    const value = text(search[name]);
    if (value) found[name] = value;
  }
  for (const name of ["min", "max"] as const) {
    const value = number(search[name]);
    if (value !== undefined && value >= 0 && value <= 1) found[name] = value;
  }
  for (const name of ["flagged", "truncated", "flat"] as const) {
    if (search[name] === true || search[name] === "true") found[name] = true;
  }
  const asked = text(search.order);
  const order = ORDERS.find((one) => one === asked);
  if (order && order !== FIRST_ORDER) found.order = order;
  const repeat = number(search.repeat);
  if (repeat !== undefined && Number.isInteger(repeat) && repeat > 0) found.repeat = repeat;
  return found;
}

function text(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value.slice(0, 500) : undefined;
}

function number(value: unknown): number | undefined {
  const parsed = typeof value === "string" ? Number.parseFloat(value) : value;
  return typeof parsed === "number" && Number.isFinite(parsed) ? parsed : undefined;
}

/** The query that the server is asked with. */
export function itemsFilter(search: RunSearch): ItemsFilter {
  return {
    status: search.status,
    scorer: search.min !== undefined || search.max !== undefined ? search.scorer : undefined,
    min_score: search.min,
    max_score: search.max,
    section: search.section,
    label: search.label,
    q: search.q,
    flagged: search.flagged,
    truncated: search.truncated,
    order: search.order ?? FIRST_ORDER,
  };
}

/** Whether only some items are shown. */
export function filtered(search: RunSearch): boolean {
  const { status, min, max, section, label, q, flagged, truncated } = search;
  return [status, min, max, section, label, q, flagged, truncated].some((v) => v !== undefined);
}

/** The same without any filter; the order stays. */
export function unfiltered(search: RunSearch): RunSearch {
  const { order, flat } = search;
  return { ...(order ? { order } : {}), ...(flat ? { flat } : {}) };
}

/** A filter for one of ten bins of a scorer's scores; the last one holds the score 1. */
export function binFilter(scorer: string, bin: number): Pick<RunSearch, "scorer" | "min" | "max"> {
  return { scorer, min: bin / 10, max: bin === 9 ? 1 : Number(((bin + 1) / 10 - 1e-6).toFixed(6)) };
}
