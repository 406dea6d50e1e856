import { useState } from "react";
import { readTraffic } from "@/api/traffic";
import { usePages } from "@/parts/usePages";
import { queryOf, type TrafficSearch } from "./search";

const PAGE = 100;

/** What the filters leave of one kind, the newest first. */
export function useTraffic(search: TrafficSearch) {
  // A window that counts back from now stays where it was while one reads page after page.
  const [now] = useState(() => Date.now());
  const query = queryOf(search, now);
  return usePages(["traffic", "list", search.kind, query], (cursor) =>
    readTraffic(search.kind, { ...query, limit: PAGE, cursor }),
  );
}
