import { useQuery } from "@tanstack/react-query";
import { readFacetCounts } from "@/api/boardRoutes";
import { api, body } from "@/api/client";
import type { RunDetail } from "@/api/results";
import type { Page } from "@/api/runItems";
import { usePages } from "@/parts/usePages";
import { useEndings } from "@/stream/useEndings";
import { readFacets } from "./facets";
import type { Order } from "./search";

const PAGE = 100;

/** The runs that the filters leave, and how many there are of each kind; read again when one ends. */
export function useArchive(filters: Record<string, string>, order: Order) {
  useEndings();
  const pages = usePages<RunDetail>(["runs", "list", filters, order], (cursor) => {
    const query = { ...filters, order: order || undefined, limit: PAGE, cursor };
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
