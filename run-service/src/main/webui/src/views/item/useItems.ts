import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { RunDetail } from "@/api/results";
import { itemsQuery } from "@/api/runs";
import { useAddress } from "@/parts/useAddress";
import { itemsFilter, runSearch, type RunSearch } from "@/views/run/search";
import { flatRows, groupedRows, type Row } from "./rows";

/** So many units are read whole, so that repeats can be grouped in any order. */
const READ_WHOLE = 3_000;

export interface Items {
  rows: Row[];
  entries: Row["entries"][number][];
  search: RunSearch;
  grouped: boolean;
  query: ReturnType<typeof useItemsQuery>;
}

/** Whether repeats of an item are shown as one row. */
function isGrouped(run: RunDetail, search: RunSearch): boolean {
  return (run.repeats ?? 1) > 1 && !search.flat;
}

function useItemsQuery(run: RunDetail, search: RunSearch) {
  const filter = itemsFilter(search);
  // Beyond that repeats come together only in the order of the dataset.
  const large = (run.counts?.total ?? 0) > READ_WHOLE;
  if (isGrouped(run, search) && large) filter.order = "position";
  return useInfiniteQuery(itemsQuery(run.id, filter));
}

/** The items of a run that the address asks for, as rows; table and open item share them. */
export function useItems(run: RunDetail): Items {
  const [search] = useAddress(runSearch);
  const query = useItemsQuery(run, search);
  const grouped = isGrouped(run, search);
  const pages = query.data?.pages;
  const entries = useMemo(() => pages?.flatMap((page) => page.data) ?? [], [pages]);
  const rows = useMemo(
    () => (grouped ? groupedRows(entries) : flatRows(entries)),
    [entries, grouped],
  );
  return { rows, entries, search, grouped, query };
}

/** Whether all pages are to be read, since a group may have a repeat in any of them. */
export function readsWhole(run: RunDetail, grouped: boolean): boolean {
  return grouped && (run.counts?.total ?? 0) <= READ_WHOLE;
}
