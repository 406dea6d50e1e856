import { countOf, textOf, wordOf, type Search } from "@/parts/address";

export const TABS = ["definition", "runs", "versions", "edit"] as const;

export interface EvaluationSearch {
  tab: (typeof TABS)[number];
  /** The version that is looked at; null for the newest. */
  v: number | null;
  /** The older side of a diff; null for the version before. */
  from: number | null;
  as: "form" | "yaml";
}

export function readEvaluationSearch(search: Search): EvaluationSearch {
  return {
    tab: wordOf(search.tab, TABS),
    v: countOf(search.v),
    from: countOf(search.from),
    as: wordOf(search.as, ["form", "yaml"]),
  };
}

export function readListSearch(search: Search): { q: string; create: boolean } {
  return { q: textOf(search.q), create: search.create === true };
}
