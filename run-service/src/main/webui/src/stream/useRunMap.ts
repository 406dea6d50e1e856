import { useEffect, useState } from "react";
import { readMap } from "@/api/boardRoutes";
import { api, body } from "@/api/client";
import { useCalmRun } from "./calm";
import type { Run } from "./events";
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
  const old = live?.map?.generation !== live?.run.generation;
  const wanted = unknown || live.map === null || old;

  useEffect(() => {
    if (!wanted) return;
    const gone = new AbortController();
    const read = async () => {
      if (unknown) {
        const run = await body(
          api.GET("/v1/runs/{id}", { params: { path: { id } }, signal: gone.signal }),
        );
        store.put(run as Run);
      }
      store.awaitMap(id);
      const sent = await readMap(id, gone.signal);
      store.putMap(
        id,
        unitMap(sent.letters, sent.repeats, sent.sections, sent.generation),
        sent.seq,
      );
      setError(null);
    };
    read().catch((e: unknown) => {
      if (!gone.signal.aborted) setError(e);
    });
    return () => gone.abort();
  }, [store, id, wanted, unknown, old, attempt]);

  return { live, error, again: () => setAttempt(attempt + 1) };
}
