import { useCallback, useSyncExternalStore } from "react";
import { useLiveStore } from "./live";
import type { LiveRun } from "./reducer";

/** How often numbers change that people read, in milliseconds. */
const CALM = 250;

function calmly(heard: () => void): { heard: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    heard: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        heard();
      }, CALM);
    },
    stop: () => clearTimeout(timer),
  };
}

/** A run as it is known now, a few times a second: for words and numbers, which nobody reads faster. */
export function useCalmRun(id: string): LiveRun | undefined {
  const store = useLiveStore();
  const subscribe = useCallback(
    (told: () => void) => {
      const calm = calmly(told);
      const leave = store.subscribe(id, calm.heard);
      return () => {
        calm.stop();
        leave();
      };
    },
    [store, id],
  );
  useSyncExternalStore(subscribe, () => store.get(id)?.version);
  return store.get(id);
}

/**
 * The runs that a question about all of them is answered with, a few times a second; draws again
 * only when the answer is another one. `ask` must answer with a text and be the same function.
 */
export function useOfRuns(ask: (runs: LiveRun[]) => string): string {
  const store = useLiveStore();
  const subscribe = useCallback(
    (told: () => void) => {
      const calm = calmly(told);
      const leave = store.subscribeAny(calm.heard);
      return () => {
        calm.stop();
        leave();
      };
    },
    [store],
  );
  return useSyncExternalStore(subscribe, () => ask(store.all()));
}
