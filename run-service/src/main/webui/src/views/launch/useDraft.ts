import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { api, body } from "@/api/client";
import { changedBy, evaluationOf, over, withDataset, type Draft } from "./draft";
import { keyOfSource, type Source } from "./search";

/** Drafts that were not launched, by what they started from, as long as the page is open. */
const kept = new Map<string, Draft>();

function useBegin(source: Source) {
  return useQuery({
    queryKey: ["launch", keyOfSource(source)],
    // A run can be scored otherwise and called otherwise while the page is open.
    staleTime: source.kind === "again" ? 0 : Infinity,
    queryFn: async (): Promise<Draft> => {
      switch (source.kind) {
        case "new":
          return {};
        case "dataset":
          return withDataset({ name: source.name });
        case "evaluation":
          return { evaluation: source.name };
        case "again":
          return await body(
            api.GET("/v1/runs/{id}/definition", { params: { path: { id: source.id } } }),
          );
      }
    },
  });
}

/** The definition that a stored evaluation has; null for none. */
function useBase(name: string | null) {
  return useQuery({
    queryKey: ["evaluations", name],
    enabled: name !== null,
    queryFn: async () => {
      const path = { name: name ?? "" };
      return await body(api.GET("/v1/evaluations/{name}", { params: { path } }));
    },
  });
}

/** A launch that is being made up: what will be sent, what the form shows, and how to change it. */
export function useDraft(source: Source) {
  const key = keyOfSource(source);
  const begin = useBegin(source);
  const [changed, setChanged] = useState<Draft | null>(() => kept.get(key) ?? null);
  const draft = changed ?? begin.data ?? null;
  const named = draft ? evaluationOf(draft) : null;
  const stored = useBase(named);
  const base = named === null ? null : (stored.data?.definition ?? null);

  const replace = useCallback(
    (next: Draft) => {
      kept.set(key, next);
      setChanged(next);
    },
    [key],
  );
  const set = (patch: Draft) => replace(changedBy(draft ?? {}, patch, base));
  const forget = () => {
    kept.delete(key);
    setChanged(null);
  };
  return {
    draft,
    view: draft && over(base, draft),
    named,
    /** Whether the view has all of the evaluation that is named. */
    whole: named === null || base !== null,
    error: begin.error ?? stored.error,
    again: () => void (begin.error ? begin.refetch() : stored.refetch()),
    touched: changed !== null,
    set,
    replace,
    forget,
  };
}
