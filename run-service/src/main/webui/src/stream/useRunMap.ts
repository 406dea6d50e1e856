import { useEffect, useState } from "react";
import { readMap } from "@/api/boardRoutes";
import { api, body } from "@/api/client";
import { useCalmRun } from "./calm";
import { useLiveStore } from "./live";
import type { LiveRun } from "./reducer";
import { unitMap } from "./unitMap";

/**
 * A run with the map of its units. Both are read once, and again where the events say that what is
 * known no longer follows from them; in between the stream alone changes them.
 */
export function useRunMap(id: string): {
  live: LiveRun | undefined;
  error: unknown;
  again: () => void;
} {
  const store = useLiveStore();
  const live = useCalmRun(id);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const unknown = live === undefined || live.stale;
  const reads = live?.reads ?? 0;
  const old = live?.mapStale || live?.map?.generation !== live?.run.generation;

  useEffect(() => {
    if (!unknown) return;
    return reading(setError, async (signal) => {
      const params = { path: { id } };
      store.put(await body(api.GET("/v1/runs/{id}", { params, signal })));
    });
  }, [store, id, unknown, reads, attempt]);

  useEffect(() => {
    if (unknown || !old) return;
    return reading(setError, async (signal) => {
      store.awaitMap(id);
      const { letters, repeats, sections, generation, seq } = await readMap(id, signal);
      store.putMap(id, unitMap(letters, repeats, sections, generation), seq);
    });
  }, [store, id, unknown, old, attempt]);

  return { live, error, again: () => setAttempt(attempt + 1) };
}

/** @returns how to stop reading; what is stopped is no error */
function reading(
  failed: (error: unknown) => void,
  read: (signal: AbortSignal) => Promise<void>,
): () => void {
  const gone = new AbortController();
  read(gone.signal).then(
    () => failed(null),
    (e: unknown) => {
      if (!gone.signal.aborted) failed(e);
    },
  );
  return () => gone.abort();
}
