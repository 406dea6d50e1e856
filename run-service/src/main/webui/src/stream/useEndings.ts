import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useOfRuns } from "./calm";
import { ended, type LiveRun } from "./reducer";

/** A text that changes whenever a run ends, or one that had ended goes on. */
function endings(runs: LiveRun[]): string {
  return runs
    .filter(({ run }) => ended(run.status))
    .map(({ run }) => `${run.id}${run.status ?? ""}${run.generation ?? ""}`)
    .sort()
    .join(" ");
}

const LISTS = ["list", "facets", "recent"];

/** Has lists of runs read again when a run ends, or when one that had ended goes on. */
export function useEndings(): void {
  const queries = useQueryClient();
  const now = useOfRuns(endings);
  const before = useRef(now);
  useEffect(() => {
    if (before.current === now) return;
    before.current = now;
    for (const list of LISTS) void queries.invalidateQueries({ queryKey: ["runs", list] });
  }, [queries, now]);
}
