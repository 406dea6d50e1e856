import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, body, type Schemas } from "@/api/client";
import type { Draft } from "./draft";

/**
 * Launches a draft once: the same draft with the same key gives the first answer again, so that a
 * second click after a lost connection starts nothing twice. Then it goes to where one can watch.
 */
export function useLaunch(draft: Draft | null, once: string, done: () => void) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () =>
      body(
        api.POST("/v1/runs", {
          body: draft ?? {},
          params: { header: { "Idempotency-Key": once } },
        }),
      ),
    onSuccess: (made: Schemas["Launched"]) => {
      done();
      void queries.invalidateQueries({ queryKey: ["runs"] });
      if (made.id === undefined) {
        // Of several targets: all of them, with the comparison as soon as they have ended.
        void navigate({ to: "/runs", search: { group: made.group } as never });
      } else void navigate({ to: "/runs/$id", params: { id: made.id } });
    },
  });
}
