import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { RunDetail } from "@/api/results";
import { runQuery } from "@/api/runs";
import type { Run } from "@/stream/events";
import { useCalmRun } from "@/stream/calm";
import { useLiveStore } from "@/stream/live";
import type { LiveRun } from "@/stream/reducer";

/**
 * A run as it stands now: read once, then followed by its events, and read again when these say
 * that only the server knows.
 */
export function useRun(id: string): {
  run: RunDetail | undefined;
  live: LiveRun | undefined;
  error: unknown;
  again: () => void;
} {
  const query = useQuery(runQuery(id));
  const queries = useQueryClient();
  const store = useLiveStore();
  const live = useCalmRun(id);
  const read = query.data;
  useEffect(() => {
    if (read) store.put(read as unknown as Run);
  }, [read, store]);
  const reads = live?.reads ?? 0;
  useEffect(() => {
    // Its items, passports and comparisons hang on it as well.
    if (reads > 0 && store.get(id)?.stale)
      void queries.invalidateQueries({ queryKey: ["run", id] });
  }, [reads, id, queries, store]);
  const known = live && !live.stale && read ? (live.run as unknown as RunDetail) : read;
  return { run: known, live, error: query.error, again: () => void query.refetch() };
}
