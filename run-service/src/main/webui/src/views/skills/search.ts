import { countOf, textOf, wordOf, type Search } from "@/parts/address";

export const TABS = ["definition", "runs", "versions"] as const;

export interface SkillSearch {
  tab: (typeof TABS)[number];
  /** The version that is looked at; null for the newest. */
  v: number | null;
  /** The older side of a diff; null for the version before. */
  from: number | null;
}

export function readSkillSearch(search: Search): SkillSearch {
  return { tab: wordOf(search.tab, TABS), v: countOf(search.v), from: countOf(search.from) };
}

export function readListSearch(search: Search): { q: string } {
  return { q: textOf(search.q) };
}
