import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { readFacetCounts } from "@/api/boardRoutes";
import { api, body } from "@/api/client";
import type { RunDetail } from "@/api/results";
import type { Page } from "@/api/runItems";
import { usePages } from "@/parts/usePages";
import { useOfRuns } from "@/stream/calm";
import { ended, type LiveRun } from "@/stream/reducer";
import { readFacets } from "./facets";

const PAGE = 100;

/** A text that changes whenever a run ends, or one that had ended goes on. */
function endings(runs: LiveRun[]): string {
  return runs
    .filter(({ run }) => ended(run.status))
    .map(({ run }) => `${run.id}${run.status ?? ""}${run.generation ?? ""}`)
    .sort()
    .join(" ");
}

/** The runs that the filters leave, and how many there are of each kind; read again when one ends. */
export function useArchive(filters: Record<string, string>) {
  const queries = useQueryClient();
  const now = useOfRuns(endings);
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ["runs", "list"] });
    void queries.invalidateQueries({ queryKey: ["runs", "facets"] });
  }, [queries, now]);
  const pages = usePages<RunDetail>(["runs", "list", filters], (cursor) => {
    const query = { ...filters, limit: PAGE, cursor };
    return body(api.GET("/v1/runs", { params: { query: query as never } })) as Promise<
      Page<RunDetail>
    >;
  });
  const facets = useQuery({
    queryKey: ["runs", "facets", filters],
    queryFn: async () => readFacets(await readFacetCounts(filters)),
    placeholderData: (before) => before,
  });
  return { ...pages, facets: facets.data ?? {}, facetsFailed: facets.error };
}
