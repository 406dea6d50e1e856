import { Button, Menu } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { api, body } from "@/api/client";
import { problemOf } from "@/api/problem";
import type { RunDetail } from "@/api/results";
import { changed } from "@/parts/address";
import { useMay } from "@/session";
import { ended } from "@/stream/reducer";
import { useLiveStore } from "@/stream/live";
import { runsWords } from "@/words/runs";
import { EditRun } from "./EditRun";
import { RemoveRun } from "./RemoveRun";

const words = runsWords.act;

/** What can be done with a run of the list; only what the key may do. */
export function RunActions({ run }: { run: RunDetail }) {
  const mayWrite = useMay("write");
  const mayRun = useMay("run");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const store = useLiveStore();
  const [open, setOpen] = useState<"edit" | "remove" | null>(null);
  const path = { id: run.id };
  const again = () => void queries.invalidateQueries({ queryKey: ["runs"] });
  const pin = useMutation({
    mutationFn: () =>
      body(api.PATCH("/v1/runs/{id}", { params: { path }, body: { pinned: !run.pinned } })),
    onSuccess: again,
    onError: (e) => notifications.show({ message: problemOf(e).detail, color: "red" }),
  });
  if (!mayWrite && !mayRun) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="subtle" color="gray" size="compact-sm" px={4} aria-label={label(run)}>
            ⋯
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayRun && (
            <Menu.Item
              onClick={() =>
                void navigate({
                  to: ".",
                  search: ((before: Record<string, unknown>) =>
                    changed(before, { launch: `again:${run.id}` })) as never,
                })
              }
            >
              {words.again}
            </Menu.Item>
          )}
          {mayWrite && <Menu.Item onClick={() => setOpen("edit")}>{words.edit}</Menu.Item>}
          {mayWrite && (
            <Menu.Item onClick={() => pin.mutate()}>
              {run.pinned ? words.unpin : words.pin}
            </Menu.Item>
          )}
          {mayRun && ended(run.status) && (
            <Menu.Item onClick={() => setOpen("remove")}>{words.remove}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === "edit" && <EditRun run={run} onClose={() => setOpen(null)} onDone={again} />}
      {open === "remove" && (
        <RemoveRun
          run={run}
          onClose={() => setOpen(null)}
          onDone={() => {
            store.remove(run.id);
            again();
          }}
        />
      )}
    </>
  );
}

function label(run: RunDetail): string {
  return runsWords.table.actionsOf(run.name ?? runsWords.untitled);
}
