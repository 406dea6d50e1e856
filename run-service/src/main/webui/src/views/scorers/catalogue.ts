import type { Schemas } from "@/api/client";

export type Scorer = Schemas["Scorer"];

export interface Shelf {
  category: string;
  scorers: Scorer[];
}

const ORDER = [
  "own",
  "correctness",
  "user_outcomes",
  "context_quality",
  "safety_and_security",
  "model_fit",
];

/** The catalogue by category, one's own first, of what has all words of the search in it. */
export function shelves(scorers: Scorer[], search: string): Shelf[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = scorers.filter((scorer) => {
    const text = [scorer.id, scorer.name, scorer.description].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const byCategory = new Map<string, Scorer[]>();
  for (const scorer of found) {
    const category = scorer.custom ? "own" : (scorer.category ?? "");
    byCategory.set(category, [...(byCategory.get(category) ?? []), scorer]);
  }
  const known = ORDER.filter((category) => byCategory.has(category));
  const others = [...byCategory.keys()].filter((category) => !ORDER.includes(category));
  return [...known, ...others].map((category) => ({
    category,
    scorers: (byCategory.get(category) ?? []).sort(
      (a, b) =>
        Number(b.recommended ?? false) - Number(a.recommended ?? false) ||
        (a.id ?? "").localeCompare(b.id ?? ""),
    ),
  }));
}

/** The threshold that holds when an evaluation says none; null when the scorer only reports then. */
export function defaultThreshold(scorer: Partial<Scorer>): number | null {
  const own = scorer.definition?.threshold;
  if (typeof own === "number") return own;
  const params = scorer.params;
  if (params === null || typeof params !== "object") return null;
  const said = (params as Record<string, unknown>)["x-default-threshold"];
  return typeof said === "number" ? said : null;
}

/** Counts of ten bins, however the server writes them. */
export function binsOf(histogram: unknown): number[] {
  const bins = Array.isArray(histogram)
    ? histogram
    : histogram !== null && typeof histogram === "object"
      ? (histogram as { bins?: unknown }).bins
      : [];
  return Array.isArray(bins) ? bins.map((n: unknown) => (typeof n === "number" ? n : 0)) : [];
}
