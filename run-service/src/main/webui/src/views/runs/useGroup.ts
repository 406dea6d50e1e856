import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { readAll } from "@/api/pages";
import type { RunDetail } from "@/api/results";
import { MOST_COMPARED } from "./rows";

/** The runs that were launched together, in the order of their launch; read again when one ends. */
export function useGroup(group: string): RunDetail[] {
  const runs = useQuery({
    queryKey: ["runs", "group", group],
    queryFn: () =>
      readAll((cursor) => {
        const query = { group, limit: MOST_COMPARED, cursor };
        return body(api.GET("/v1/runs", { params: { query } }));
      }, MOST_COMPARED) as Promise<RunDetail[]>,
    enabled: group !== "",
  });
  return [...(runs.data ?? [])].reverse();
}
