import { useQueries, useQuery } from "@tanstack/react-query";
import type { Comparison } from "@/api/comparison";
import { api, body } from "@/api/client";
import { readComparable } from "@/api/boardRoutes";
import type { RunDetail } from "@/api/results";
import { useEndings } from "@/stream/useEndings";
import { ACTIVE, ENDED } from "@/views/runs/search";
import type { Change } from "./recent";

const LOOKED_AT = 60;
const SHOWN = 5;
/** Of so many runs that go on, or have just ended, Home shows a card. */
export const CARDS = 4;

/** A run that has ended, and what came of comparing it with the one before. */
export interface Ended {
  run: RunDetail;
  pending: boolean;
  comparison: Comparison | null;
  before: Change["before"] | null;
}

async function change(run: RunDetail): Promise<Pick<Ended, "comparison" | "before">> {
  const { suggested } = await readComparable(run.id);
  if (!suggested.run) return { comparison: null, before: null };
  const query = { runs: `${suggested.run.id},${run.id}`, baseline: suggested.run.id };
  const comparison = (await body(
    api.GET("/v1/comparisons", { params: { query } }),
  )) as unknown as Comparison;
  return { comparison, before: suggested.run };
}

/**
 * The runs that have ended, the newest first, how the first of them differ from the ones before, and
 * the ids of the newest that go on.
 */
export function useRecent() {
  useEndings();
  const recent = useQuery({
    queryKey: ["runs", "recent"],
    queryFn: async () => {
      const query = { status: ENDED.join(","), limit: LOOKED_AT };
      return (await body(api.GET("/v1/runs", { params: { query } }))).data as RunDetail[];
    },
  });
  const running = useQuery({
    queryKey: ["runs", "running"],
    queryFn: async () => {
      const query = { status: ACTIVE.join(","), limit: CARDS };
      return (await body(api.GET("/v1/runs", { params: { query } }))).data.map(({ id }) => id);
    },
  });
  const newest = (recent.data ?? []).slice(0, SHOWN);
  const changes = useQueries({
    queries: newest.map((run) => ({
      queryKey: ["runs", "change", run.id, run.generation],
      queryFn: () => change(run),
      // What has ended stays as it is.
      staleTime: Infinity,
      retry: false,
    })),
  });
  const ended: Ended[] = newest.map((run, at) => ({
    run,
    pending: changes[at]?.isPending ?? true,
    comparison: changes[at]?.data?.comparison ?? null,
    before: changes[at]?.data?.before ?? null,
  }));
  return { recent, running, ended };
}
