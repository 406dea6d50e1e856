import { Button, Group, Modal, Progress, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { ProblemError, readProblem } from "@/api/problem";
import { counted } from "@/format/numbers";
import { ProblemNote } from "@/parts/Notes";
import { useAddress } from "@/parts/useAddress";
import { words as common } from "@/words/common";
import { datasets as words } from "@/words/datasets";
import css from "./Datasets.module.css";
import { applyEdits, countEdits, type Edits } from "./edit";
import { readDatasetSearch } from "./search";
import { useSending } from "./useSending";

/** What is not saved yet, and the way to make a version of it. */
export function EditBar({
  name,
  base,
  latest,
  edits,
  clear,
}: {
  name: string;
  base: number;
  latest: number;
  edits: Edits;
  clear: () => void;
}) {
  const [opened, { open, close }] = useDisclosure(false);
  const [, set] = useAddress(readDatasetSearch);
  const [fault, setFault] = useState<unknown>(null);
  const { state, start } = useSending();

  async function save() {
    setFault(null);
    try {
      const bytes = await newVersion(name, base, edits);
      const sending = { name, format: "jsonl", gzip: false, charset: "", columns: {} } as const;
      const sent = await start({ ...sending, skipBad: false }, bytes);
      if (sent === null) return;
      clear();
      set({ v: undefined, item: undefined, tab: undefined }, true);
    } catch (e) {
      setFault(e);
    }
  }

  const problem = fault ?? (state.at === "refused" ? state.error : null);
  return (
    <>
      <Group className={css.bar} justify="space-between" gap="xs" role="status">
        <Text size="sm">{words.edit.bar(said(edits), base)}</Text>
        <Group gap="xs">
          <Button variant="default" onClick={clear}>
            {words.edit.discard}
          </Button>
          <Button onClick={open}>{words.edit.save}</Button>
        </Group>
      </Group>
      <Modal
        opened={opened}
        onClose={close}
        title={words.edit.saveTitle}
        closeButtonProps={{ "aria-label": common.close }}
      >
        <Stack gap="sm">
          <Text size="sm">{words.edit.saveLead(base)}</Text>
          {latest !== base && <Text size="sm">{words.edit.notLatest(base, latest)}</Text>}
          {state.at === "sending" && (
            <Progress value={state.share * 100} aria-label={words.up.reading} />
          )}
          {problem !== null && <ProblemNote error={problem} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {common.cancel}
            </Button>
            <Button loading={state.at === "sending"} onClick={() => void save()}>
              {words.edit.save}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** The old version's export with the edits in it. */
async function newVersion(name: string, base: number, edits: Edits): Promise<Blob> {
  const at = `/v1/datasets/${encodeURIComponent(name)}/versions/${base}/export?format=jsonl`;
  const answer = await fetch(at);
  if (!answer.ok) throw new ProblemError(await readProblem(answer));
  const lines = applyEdits(await answer.text(), edits);
  return new Blob([lines.join("\n"), "\n"]);
}

function said(edits: Edits): string {
  const { changed, removed, added } = countEdits(edits);
  return [
    changed > 0 && counted(changed, ...words.edit.changed),
    removed > 0 && counted(removed, ...words.edit.removedCount),
    added > 0 && counted(added, ...words.edit.added),
  ]
    .filter((part) => part !== false)
    .join(", ");
}
