import { Group, NumberInput, Textarea, TextInput } from "@mantine/core";
import { traffic } from "@/words/traffic";
import type { Opinion } from "./opinion";

const words = traffic.correct;

/** Notes, a rating, a label: what can be said beside a correction. */
export function OpinionFields({
  opinion,
  change,
}: {
  opinion: Opinion;
  change: (patch: Partial<Opinion>) => void;
}) {
  return (
    <>
      <Textarea
        label={words.notes}
        description={words.notesHelp}
        autosize
        minRows={2}
        maxRows={8}
        value={opinion.notes}
        onChange={(event) => change({ notes: event.currentTarget.value })}
      />
      <Group gap="xs" grow align="flex-start">
        <NumberInput
          label={words.rating}
          hideControls
          value={opinion.rating ?? ""}
          onChange={(next) => change({ rating: typeof next === "number" ? next : null })}
        />
        <TextInput
          label={words.label}
          value={opinion.label}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
      </Group>
    </>
  );
}
