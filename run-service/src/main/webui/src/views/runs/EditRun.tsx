import { Button, Group, Modal, Stack, TagsInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
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

/** Name, alias, label and tags: what runs are found by. */
export function EditRun({ run, onClose, onDone }: Props) {
  const [name, setName] = useState(run.name ?? "");
  const [alias, setAlias] = useState(run.alias ?? "");
  const [label, setLabel] = useState(run.label ?? "");
  const [tags, setTags] = useState(run.tags ?? []);
  const save = useMutation({
    mutationFn: () => {
      // Only what was changed is sent: an empty text is no name.
      const edit: Record<string, unknown> = {};
      if (name.trim() !== (run.name ?? "")) edit.name = name.trim();
      if (alias.trim() !== (run.alias ?? "")) edit.alias = alias.trim() || null;
      if (label.trim() !== (run.label ?? "")) edit.label = label.trim() || null;
      if (tags.join("\n") !== (run.tags ?? []).join("\n")) edit.tags = tags;
      const params = { path: { id: run.id } };
      return body(api.PATCH("/v1/runs/{id}", { params, body: edit as never }));
    },
    onSuccess: () => {
      onDone();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.editTitle}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={words.name}
            data-autofocus
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={words.alias}
            description={words.aliasHelp}
            maxLength={200}
            value={alias}
            onChange={(event) => setAlias(event.currentTarget.value)}
          />
          <TextInput
            label={words.label}
            maxLength={200}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <TagsInput label={words.tags} value={tags} onChange={setTags} acceptValueOnBlur />
          {save.error && <ProblemNote error={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
