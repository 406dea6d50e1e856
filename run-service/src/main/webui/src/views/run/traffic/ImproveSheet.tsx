import { Button, Group, Modal, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { optimize, rerun } from "@/api/improving";
import { ProblemNote } from "@/parts/Notes";
import { words as common } from "@/words/common";
import { outcomeWords } from "@/words/outcome";
import { AskingFields } from "./AskingFields";
import { optimizeBody, rerunBody, UNASKED, type Asking } from "./improving";
import { PlanSaid } from "./PlanSaid";
import { usePlan } from "./usePlan";

const words = outcomeWords.improve;

/** What a better version, or a rerun, would do and cost; nothing is asked before somebody says so. */
export function ImproveSheet({
  run,
  skill,
  kind,
  optimizes,
  close,
}: {
  run: string;
  skill: string;
  kind: "optimize" | "rerun";
  /** Whether there are failing fields to learn from. */
  optimizes: boolean;
  close: () => void;
}) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  // Without failing fields there is a version to choose, and the first one is there.
  const [asking, setAsking] = useState<Asking>({ ...UNASKED, version: optimizes ? null : 1 });
  const plan = usePlan(run, kind, asking);
  const act = useMutation({
    mutationFn: () =>
      kind === "optimize" ? optimize(run, optimizeBody(asking)) : rerun(run, rerunBody(asking)),
    onSuccess: async (made) => {
      close();
      await queries.invalidateQueries({ queryKey: ["run", run, "improvements"] });
      await queries.invalidateQueries({ queryKey: ["runs"] });
      // A rerun of a version is a run at once; anything else is under way first.
      if ("state" in made) notifications.show({ message: words.started });
      else await navigate({ to: "/runs/$id", params: { id: made.id } });
    },
  });
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={kind === "optimize" ? words.optimizeTitle : words.rerunTitle}
    >
      <Stack gap="sm">
        <AskingFields
          skill={skill}
          kind={kind}
          optimizes={optimizes}
          asking={asking}
          change={(patch) => setAsking({ ...asking, ...patch })}
        />
        <PlanSaid plan={plan} />
        {act.error && <ProblemNote error={act.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {common.close}
          </Button>
          <Button
            disabled={!plan.data || plan.behind}
            loading={act.isPending}
            onClick={() => act.mutate()}
          >
            {kind === "optimize" ? words.goOptimize : words.goRerun}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
