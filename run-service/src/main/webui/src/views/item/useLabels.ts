import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { problemOf } from "@/api/problem";
import { api } from "@/api/client";
import type { HumanLabel } from "@/api/results";
import { labelsQuery, readLabels } from "@/api/runs";
import { useSession } from "@/session";
import { itemWords } from "@/words/item";
import { raterOf, withLabel, without, type NewLabel } from "./labels";

/** Labels of a run, and giving and taking back one's own: shown at once, taken back when refused. */
export function useLabels(run: string, enabled: boolean) {
  const queries = useQueryClient();
  const rater = raterOf(useSession().key_id as string | null | undefined);
  const options = labelsQuery(run);
  const labels = useQuery({ ...options, enabled });
  const last = useRef<{ given: NewLabel; before: HumanLabel | undefined } | null>(null);
  const mutationKey = ["run", run, "label"];
  const settle = () => {
    // What is still on its way would be hidden by what the server says before it has it.
    if (queries.isMutating({ mutationKey }) > 1) return;
    void queries.invalidateQueries({ queryKey: options.queryKey });
    void queries.invalidateQueries({ queryKey: ["run", run, "passports"] });
  };
  const change = useMutation({
    mutationKey,
    mutationFn: async ({ given, gone }: { given: NewLabel; gone?: boolean }) => {
      if (!gone) {
        await api.POST("/v1/runs/{id}/labels", {
          params: { path: { id: run } },
          body: { labels: [given] },
        });
        return;
      }
      // Its id is known only to the server while the label has just been given.
      // Not by the shared query: the next label ends that one's request, and this would fail.
      const stored = (await readLabels(run)).find((l) => same(l, given));
      if (!stored) return;
      const path = { id: run, label: stored.id };
      await api.DELETE("/v1/runs/{id}/labels/{label}", { params: { path } });
    },
    onMutate: async ({ given, gone }) => {
      await queries.cancelQueries({ queryKey: options.queryKey });
      const before = queries.getQueryData(options.queryKey) ?? [];
      if (!gone) {
        queries.setQueryData(options.queryKey, withLabel(before, given, "pending"));
      } else {
        queries.setQueryData(options.queryKey, without(before, given));
      }
      return before.find((label) => same(label, given));
    },
    onError: (error, { given }, before) => {
      // This one alone: others may be on their way.
      queries.setQueryData(options.queryKey, (now) => {
        const others = without(now ?? [], given);
        return before ? [...others, before] : others;
      });
      notifications.show({
        color: "red",
        title: itemWords.drawer.label.failed,
        message: problemOf(error).detail,
      });
    },
    onSettled: settle,
    // One after the other: undo waits until what it undoes is stored.
    scope: { id: `labels ${run}` },
  });
  return {
    labels: labels.data,
    rater,
    give: (label: Omit<NewLabel, "by">) => {
      const given = { ...label, by: rater };
      last.current = { given, before: (labels.data ?? []).find((l) => same(l, given)) };
      change.mutate({ given });
    },
    undo: () => {
      const done = last.current;
      if (!done) return;
      last.current = null;
      const { given, before } = done;
      if (typeof before?.passed === "boolean") {
        change.mutate({ given: { ...given, passed: before.passed } });
      } else {
        change.mutate({ given, gone: true });
      }
    },
  };
}

function same(label: HumanLabel, given: NewLabel): boolean {
  return (
    label.position === given.position &&
    label.repeat === given.repeat &&
    label.scorer === given.scorer &&
    (label.by ?? "") === given.by
  );
}
