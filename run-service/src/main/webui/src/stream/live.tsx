import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import type { Sign } from "./source";
import { LiveStore } from "./store";
import { followTogether } from "./tabs";

const ADDRESS = "/v1/runs/events?limit=50&activity=true";

const Live = createContext<{ store: LiveStore; sign: Sign } | null>(null);

/** Follows the workspace's stream for everything below. */
export function LiveProvider({ workspace, children }: { workspace: string; children: ReactNode }) {
  const store = useMemo(
    () => new LiveStore((tell) => requestAnimationFrame(() => tell())),
    // A workspace has a store of its own.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [workspace],
  );
  const [sign, setSign] = useState<Sign>({ state: "connecting" });
  useEffect(
    () =>
      followTogether(ADDRESS, workspace, {
        frame: (frame) => store.take(frame),
        sign: setSign,
        load: (state) => store.load(state),
        dump: () => store.dump(),
      }),
    [store, workspace],
  );
  const value = useMemo(() => ({ store, sign }), [store, sign]);
  return <Live.Provider value={value}>{children}</Live.Provider>;
}

function useLive() {
  const live = useContext(Live);
  if (!live) throw new Error("a part that follows runs stands outside of LiveProvider");
  return live;
}

/** How the stream stands. */
export function useSign(): Sign {
  return useLive().sign;
}

/** The store, for what has to be put in. */
export function useLiveStore(): LiveStore {
  return useLive().store;
}
