import { useCallback, useEffect, useReducer, useRef } from "react";
import {
  completeItem,
  extendItem,
  nextItem,
  releaseItem,
  reopenItem,
  skipItem,
  type QueueProgress,
} from "@/api/queues";
import { saidOf } from "../opinion";
import { BEGUN, review } from "./queue";

/** So long before a lease runs out it is made longer, if one is at work. */
const BEFORE = 60_000;

/** A person's way through a queue: one item after the other, and back. */
export function useReview(queue: string, by: string) {
  const [state, send] = useReducer(review, BEGUN);
  const held = useRef<string | null>(null);
  useEffect(() => {
    held.current = state.item?.id ?? null;
  }, [state.item]);

  const next = useCallback(async () => {
    send({ type: "reading" });
    try {
      send({ type: "got", leased: await nextItem(queue, by) });
    } catch (error) {
      send({ type: "failed", error });
    }
  }, [queue, by]);

  useEffect(() => {
    void next();
    return () => {
      // Whoever goes away leaves the item to the next one; if this fails, the lease runs out.
      if (held.current) void releaseItem(queue, held.current, by).catch(() => undefined);
    };
  }, [next, queue, by]);

  useExtending(queue, by, state.touched ? state.item : null, (until) =>
    send({ type: "extended", until }),
  );

  async function settle(act: (id: string) => Promise<{ progress: QueueProgress }>) {
    if (state.phase !== "ready" || !state.item) return;
    send({ type: "sending" });
    try {
      const { progress } = await act(state.item.id);
      send({ type: "settled", progress });
    } catch (error) {
      send({ type: "failed", error });
      return;
    }
    await next();
  }

  async function undo() {
    const last = state.done.at(-1);
    if (!last || state.phase === "sending" || state.phase === "reading") return;
    send({ type: "sending" });
    try {
      // Nobody has two at a time.
      if (state.item) await releaseItem(queue, state.item.id, by);
      send({ type: "reopened", leased: await reopenItem(queue, last.id, by) });
    } catch (error) {
      send({ type: "failed", error });
    }
  }

  const said = state.answer && saidOf(state.answer, state.opinion, true);
  return {
    state,
    change: (patch: Partial<typeof state.opinion>) => send({ type: "changed", patch }),
    /** Whether there is something to save. */
    ready: said !== null && state.phase === "ready",
    save: (acceptInvalid = false) =>
      said &&
      settle((id) =>
        completeItem(queue, id, by, { ...said, ...(acceptInvalid && { accept_invalid: true }) }),
      ),
    skip: () => settle((id) => skipItem(queue, id, by)),
    undo,
    next,
  };
}

/** Has an item for longer while one is at work on it. */
function useExtending(
  queue: string,
  by: string,
  item: { id: string; leased_until: string } | null,
  extended: (until: string) => void,
): void {
  const told = useRef(extended);
  useEffect(() => {
    told.current = extended;
  });
  const id = item?.id;
  const until = item?.leased_until;
  useEffect(() => {
    if (id === undefined || until === undefined) return;
    const timer = setTimeout(
      () =>
        void extendItem(queue, id, by)
          .then((moved) => moved.item.leased_until && told.current(moved.item.leased_until))
          // Whoever saves then is told that the item is with another one.
          .catch(() => undefined),
      Math.max(0, Date.parse(until) - Date.now() - BEFORE),
    );
    return () => clearTimeout(timer);
  }, [queue, by, id, until]);
}
