import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { send, type Sent } from "./send";
import { addressOf, headersOf, type Sending } from "./upload";

export type SendState =
  | { at: "idle" }
  | { at: "sending"; share: number }
  | { at: "stopped" }
  | { at: "refused"; error: unknown }
  | { at: "done"; sent: Sent };

/** One upload at a time, how far it has come, and a way to stop it. */
export function useSending() {
  const queries = useQueryClient();
  const [state, setState] = useState<SendState>({ at: "idle" });
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);

  const start = useCallback(
    async (sending: Sending, bytes: Blob): Promise<Sent | null> => {
      const control = new AbortController();
      stopper.current = control;
      setState({ at: "sending", share: 0 });
      try {
        const sent = await send(
          addressOf(sending),
          headersOf(sending),
          bytes,
          (share) => setState({ at: "sending", share }),
          control.signal,
        );
        setState({ at: "done", sent });
        await queries.invalidateQueries({ queryKey: ["datasets"] });
        return sent;
      } catch (error) {
        setState(control.signal.aborted ? { at: "stopped" } : { at: "refused", error });
        return null;
      }
    },
    [queries],
  );
  return {
    state,
    start,
    stop: () => stopper.current?.abort(),
    reset: useCallback(() => setState({ at: "idle" }), []),
  };
}
