import { Button, Group, Menu, Modal, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { rerun } from "@/api/improving";
import { api, body } from "@/api/client";
import type { RunDetail } from "@/api/results";
import { ProblemNote } from "@/parts/Notes";
import { Share } from "@/parts/Share";
import { useMay } from "@/session";
import { useLiveStore } from "@/stream/live";
import { words as common } from "@/words/common";
import { runPage } from "@/words/run";
import { addressOf } from "../traffic/evaluate/search";
import { actionsFor, answering, exportAddress, EXPORTS, type Action } from "./actions";

const words = runPage.actions;

/** What can be done with a run as it stands, by this key. */
export function Actions({ run }: { run: RunDetail }) {
  const mayRun = useMay("run");
  const navigate = useNavigate();
  const [asking, ask] = useState<Action | null>(null);
  const by = answering(run.target);
  const fitting = actionsFor(run.status, mayRun, by);
  const first = fitting.find((action) => ["cancel", "retry", "resume"].includes(action));
  const rest = fitting.filter((action) => action !== first);
  return (
    <Group gap={6}>
      {first && (
        <Button variant="default" onClick={() => ask(first)}>
          {words[first]}
        </Button>
      )}
      <Button
        variant="default"
        onClick={() => void navigate({ to: "/compare", search: { runs: run.id } })}
      >
        {words.compare}
      </Button>
      <Share page={exportAddress(run.id, "html")}>
        <Menu.Label>{words.export}</Menu.Label>
        {EXPORTS.filter((format) => format !== "html").map((format) => (
          <Menu.Item key={format} component="a" href={exportAddress(run.id, format)} download>
            {format}
          </Menu.Item>
        ))}
      </Share>
      {mayRun && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" aria-label={words.menu}>
              ⋯
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {by !== "pushed" && (
              <Menu.Item
                onClick={() =>
                  void (run.target?.traffic
                    ? navigate({
                        to: "/traffic/evaluate",
                        search: addressOf(run.target.traffic) as never,
                      })
                    : navigate({ to: "/launch", search: { again: run.id } as never }))
                }
              >
                {words.again}
              </Menu.Item>
            )}
            {rest.map((action) => (
              <Menu.Item
                key={action}
                color={action === "remove" ? "red" : undefined}
                onClick={() => ask(action)}
              >
                {words[action]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {asking && <Ask run={run} action={asking} close={() => ask(null)} />}
    </Group>
  );
}

/** The run as it stands after it; undefined for one that is gone. */
async function perform(id: string, action: Action): Promise<RunDetail | undefined> {
  const params = { path: { id } };
  switch (action) {
    case "remove":
      await api.DELETE("/v1/runs/{id}", { params });
      return undefined;
    case "rescore":
      return body(api.POST("/v1/runs/{id}/rescore", { params, body: {} }));
    case "rerun":
      // Without anything beside it the answer is the new run.
      return (await rerun(id)) as RunDetail;
    default:
      return body(api.POST(`/v1/runs/{id}/${action}`, { params }));
  }
}

/** Says what an action does and costs before it is done. */
function Ask({ run, action, close }: { run: RunDetail; action: Action; close: () => void }) {
  const queries = useQueryClient();
  const store = useLiveStore();
  const navigate = useNavigate();
  const act = useMutation({
    mutationFn: () => perform(run.id, action),
    onSuccess: async (answer) => {
      close();
      if (action === "remove") {
        store.remove(run.id);
        await navigate({ to: "/runs" });
        queries.removeQueries({ queryKey: ["run", run.id] });
      } else if (action === "rerun" && answer?.id) {
        await navigate({ to: "/runs/$id", params: { id: answer.id } });
      } else {
        if (action !== "rerun") notifications.show({ message: words.done[action] });
        await queries.invalidateQueries({ queryKey: ["run", run.id] });
      }
      await queries.invalidateQueries({ queryKey: ["runs"] });
    },
  });
  return (
    <Modal opened onClose={close} title={words[action]}>
      <Text size="sm" mb="sm">
        {words.confirm[action]}
      </Text>
      {act.error && <ProblemNote error={act.error} />}
      <Group justify="flex-end" gap="xs" mt="sm">
        <Button variant="default" onClick={close}>
          {common.close}
        </Button>
        <Button
          color={action === "remove" ? "red" : undefined}
          loading={act.isPending}
          onClick={() => act.mutate()}
          data-autofocus
        >
          {words[action]}
        </Button>
      </Group>
    </Modal>
  );
}
