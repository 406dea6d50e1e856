import { countOf, textOf, wordOf, type Search } from "@/parts/address";

export const TABS = ["about", "try", "edit", "versions"] as const;
export const KINDS = ["expression", "judge", "http"] as const;
export type Kind = (typeof KINDS)[number];

export interface ScorerSearch {
  tab: (typeof TABS)[number];
  /** A stored answer to try it on. */
  run: string;
  item: number | null;
}

export function readScorerSearch(search: Search): ScorerSearch {
  return { tab: wordOf(search.tab, TABS), run: textOf(search.run), item: countOf(search.item) };
}

export function readListSearch(search: Search): { q: string; create: Kind | null } {
  return { q: textOf(search.q), create: KINDS.find((kind) => kind === search.create) ?? null };
}
