import { countOf, textOf, wordOf, type Search } from "@/parts/address";

export const TABS = ["items", "versions", "diff"] as const;

/** What a dataset's view keeps in the address. */
export interface DatasetSearch {
  tab: (typeof TABS)[number];
  /** The version that is looked at; null for the latest. */
  v: number | null;
  /** The older side of a diff; null for the version before. */
  from: number | null;
  q: string;
  section: string;
  label: string;
  /** The number of the open item. */
  item: number | null;
  /** The id of the item that is open in a diff. */
  changed: string;
  upload: boolean;
}

export function readDatasetSearch(search: Search): DatasetSearch {
  return {
    tab: wordOf(search.tab, TABS),
    v: countOf(search.v),
    from: countOf(search.from),
    q: textOf(search.q),
    section: textOf(search.section),
    label: textOf(search.label),
    item: countOf(search.item),
    changed: textOf(search.changed),
    upload: search.upload === true,
  };
}

/** What the list of datasets keeps in the address. */
export function readListSearch(search: Search): { q: string; tag: string; upload: boolean } {
  return { q: textOf(search.q), tag: textOf(search.tag), upload: search.upload === true };
}
