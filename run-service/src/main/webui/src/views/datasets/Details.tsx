import { Button, Group, Modal, Stack, TagsInput, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "@/api/client";
import { ProblemNote } from "@/parts/Notes";
import { words as common } from "@/words/common";
import { datasets as words } from "@/words/datasets";

/** Description and tags of a dataset, which no version depends on. */
export function Details({ dataset }: { dataset: Schemas["Dataset"] }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        {words.one.edit}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={words.one.edit}
        closeButtonProps={{ "aria-label": common.close }}
      >
        <Form dataset={dataset} close={close} />
      </Modal>
    </>
  );
}

function Form({ dataset, close }: { dataset: Schemas["Dataset"]; close: () => void }) {
  const name = dataset.name ?? "";
  const queries = useQueryClient();
  const [description, setDescription] = useState(dataset.description ?? "");
  const [tags, setTags] = useState(dataset.tags ?? []);
  const save = useMutation({
    mutationFn: () =>
      body(
        api.PATCH("/v1/datasets/{name}", {
          params: { path: { name } },
          body: { description, tags },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["datasets"] });
      close();
    },
  });
  return (
    <Stack gap="sm">
      <Textarea
        label={words.one.description}
        autosize
        minRows={2}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <TagsInput label={words.one.tags} value={tags} onChange={setTags} acceptValueOnBlur />
      {save.isError && <ProblemNote error={save.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {common.cancel}
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {common.save}
        </Button>
      </Group>
    </Stack>
  );
}
