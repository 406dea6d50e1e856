import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { ago } from "@/format/times";

const ENDED = "successful,partially_successful,failed,cancelled";

/** Ended runs to choose from, the newest first. */
export function useEndedRuns() {
  const runs = useQuery({
    queryKey: ["runs", { ended: true }],
    queryFn: () => body(api.GET("/v1/runs", { params: { query: { status: ENDED, limit: 200 } } })),
  });
  return {
    runs,
    options: (runs.data?.data ?? []).map((run) => ({
      value: run.id ?? "",
      label: `${run.name ?? run.id ?? ""} · ${ago(run.finished_at)}`,
    })),
  };
}
