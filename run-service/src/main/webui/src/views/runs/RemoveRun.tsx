import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { RunDetail } from "@/api/results";
import { ProblemNote } from "@/parts/Notes";
import { words as common } from "@/words/common";
import { runsWords } from "@/words/runs";

const words = runsWords.act;

interface Props {
  run: RunDetail;
  onClose: () => void;
  onDone: () => void;
}

/** Asks before a run is deleted, and says what goes with it. */
export function RemoveRun({ run, onClose, onDone }: Props) {
  const remove = useMutation({
    mutationFn: () => body(api.DELETE("/v1/runs/{id}", { params: { path: { id: run.id } } })),
    onSuccess: () => {
      onDone();
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.removeTitle}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Stack gap="md">
        <Text size="sm">{words.removeLead(run.name ?? runsWords.untitled)}</Text>
        {remove.error && <ProblemNote error={remove.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {common.cancel}
          </Button>
          <Button loading={remove.isPending} onClick={() => remove.mutate()}>
            {words.removeConfirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
