import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, body, type Schemas } from "@/api/client";
import { targetsOf, type Draft } from "./draft";

const PAUSE = 450;

async function preview(draft: Draft): Promise<Schemas["RunPreview"][]> {
  const answer = await body(api.POST("/v1/runs/preview", { body: draft }));
  return answer.runs ?? [answer as Schemas["RunPreview"]];
}

/** Whether enough is there to ask what would happen: what one has not come to yet is no mistake. */
export function ready(view: Draft | null): boolean {
  if (!view) return false;
  const targets = targetsOf(view);
  // Stored answers bring their own items.
  if (targets.every(({ traffic }) => traffic)) return true;
  if (!view.dataset) return false;
  return (
    targets.length > 0 &&
    targets.every(({ push, skill, provider, model }) => push || skill || (provider && model))
  );
}

/** A value that has not changed for a while. */
function useSettled<T>(value: T, pause: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}

/** What the launch would do, asked for when one stops typing; what was known stays until then. */
export function usePreview(draft: Draft | null, enabled: boolean) {
  const settled = useSettled(draft, PAUSE);
  const query = useQuery({
    queryKey: ["preview", JSON.stringify(settled)],
    queryFn: () => preview(settled ?? {}),
    enabled: enabled && settled !== null,
    placeholderData: (before) => before,
    retry: false,
    gcTime: 60_000,
  });
  return { ...query, behind: enabled && (settled !== draft || query.isFetching) };
}

/** Sends some items the real way, without asking a model. */
export function useRehearsal() {
  return useMutation({ mutationFn: (draft: Draft) => preview({ ...draft, rehearse: true }) });
}
