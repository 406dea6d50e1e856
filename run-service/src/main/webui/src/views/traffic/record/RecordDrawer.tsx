import { Button, Drawer, Group, Skeleton, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { api } from "@/api/client";
import { recordQuery, type Kind } from "@/api/traffic";
import { ConfirmButton } from "@/parts/ConfirmButton";
import { ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import { useMay } from "@/session";
import { wayOf } from "@/views/datasets/steps";
import { traffic } from "@/words/traffic";
import type { TextFilter } from "../search";
import { RecordView } from "./RecordView";

const words = traffic.record;

/** One record beside the list: what was asked and answered, what people said, where it came from. */
export function RecordDrawer({
  kind,
  id,
  previous,
  next,
  open,
  only,
  close,
}: {
  kind: Kind;
  id: string;
  previous: string | undefined;
  next: string | undefined;
  open: (id: string) => void;
  only: (filter: Partial<Record<TextFilter, string>>) => void;
  close: () => void;
}) {
  const queries = useQueryClient();
  const mayWrite = useMay("write");
  const record = useQuery(recordQuery(kind, id));
  const step = (to: string | undefined) => {
    if (to !== undefined) open(to);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const way = wayOf(event);
    if (way === null) return;
    event.preventDefault();
    step(way === 1 ? next : previous);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);

  async function remove() {
    const params = { path: { id } };
    if (kind === "request") await api.DELETE("/v1/traffic/requests/{id}", { params });
    else await api.DELETE("/v1/traffic/executions/{id}", { params });
    close();
    queries.removeQueries({ queryKey: ["traffic", "record", kind, id] });
    await queries.invalidateQueries({ queryKey: ["traffic"] });
  }

  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={760}
      title={`${traffic.kind[kind]} ${visibleText(id)}`}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <Stack gap="md">
        <Group gap="xs">
          <Button
            variant="default"
            disabled={previous === undefined}
            onClick={() => step(previous)}
          >
            {words.previous}
          </Button>
          <Button variant="default" disabled={next === undefined} onClick={() => step(next)}>
            {words.next}
          </Button>
          {mayWrite && record.data && (
            <ConfirmButton
              ml="auto"
              label={words.remove}
              title={words.removeTitle(visibleText(id))}
              confirm={words.remove}
              act={remove}
            >
              {words.removeLead}
            </ConfirmButton>
          )}
        </Group>
        {record.isPending && <Skeleton height={320} />}
        {record.isError && <ProblemNote error={record.error} again={() => void record.refetch()} />}
        {record.data && <RecordView record={record.data} only={only} />}
      </Stack>
    </Drawer>
  );
}
