import { useEffect, useEffectEvent, useState } from "react";
import type { RunDetail } from "@/api/results";
import { ended } from "@/stream/reducer";
import { settled } from "@/views/run/sentence";

/** Not more often is the list read again while its run goes on. */
const CALM = 4_000;
/** A list that has been read this far stays as it is until the run ends. */
const MOST_PAGES = 3;

interface Listed {
  isFetching: boolean;
  data?: { pages: unknown[] } | undefined;
  refetch: () => unknown;
}

/** Reads the items again when the stream has said that more have settled, a few seconds apart. */
export function useFresh(run: RunDetail, list: Listed): void {
  const done = run.counts ? settled(run.counts) : 0;
  const [shown, setShown] = useState(done);
  const latest = useEffectEvent(() => {
    setShown(done);
    void list.refetch();
  });
  const few = (list.data?.pages.length ?? 0) <= MOST_PAGES;
  // A timer that runs is not put off by the next count.
  const wanted = done !== shown && few && !ended(run.status) && !list.isFetching;
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(latest, CALM);
    return () => clearTimeout(timer);
  }, [wanted]);
}
