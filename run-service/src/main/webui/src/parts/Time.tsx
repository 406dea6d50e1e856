import { useSyncExternalStore } from "react";
import { ago, exact } from "@/format/times";

const STEP = 5_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    listeners.forEach((each) => each());
  }, STEP);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time, for what grows old while one looks at it. One clock for all of them. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** How long ago, with the exact time on hover. */
export function Ago({ at }: { at: string | null | undefined }) {
  return (
    <time dateTime={at ?? undefined} title={exact(at)}>
      {ago(at, Math.max(useNow(), at ? Date.parse(at) : 0))}
    </time>
  );
}
