import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useOfRuns } from "./calm";
import { useLiveStore } from "./live";
import { ended, type LiveRun } from "./reducer";

/** A text that changes whenever a run ends, or one that had ended goes on. */
function endings(runs: LiveRun[]): string {
  return runs
    .filter(({ run }) => ended(run.status))
    .map(({ run }) => `${run.id}@${run.status ?? ""}${run.generation ?? ""}`)
    .sort()
    .join(" ");
}

/**
 * Whether between two such texts a run has ended or goes on again.
 *
 * @param known whether a run is still known: one that is not was forgotten, and nothing happened
 */
export function happened(before: string, now: string, known: (id: string) => boolean): boolean {
  const had = new Set(before.split(" "));
  const has = new Set(now.split(" "));
  return (
    [...has].some((one) => one !== "" && !had.has(one)) ||
    [...had].some((one) => one !== "" && !has.has(one) && known(one.split("@")[0] ?? ""))
  );
}

const LISTS = ["list", "facets", "recent", "group"];

/** Has lists of runs read again when a run ends, or when one that had ended goes on. */
export function useEndings(): void {
  const queries = useQueryClient();
  const store = useLiveStore();
  const now = useOfRuns(endings);
  const before = useRef(now);
  useEffect(() => {
    const some = happened(before.current, now, (id) => store.get(id) !== undefined);
    before.current = now;
    if (!some) return;
    for (const list of LISTS) void queries.invalidateQueries({ queryKey: ["runs", list] });
  }, [queries, store, now]);
}
