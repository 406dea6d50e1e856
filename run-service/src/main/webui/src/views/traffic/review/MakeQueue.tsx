import {
  Button,
  Group,
  Modal,
  NumberInput,
  Stack,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { makeQueue, type QueueInput } from "@/api/queues";
import { ProblemNote } from "@/parts/Notes";
import { errorAt, errorsOf } from "@/views/launch/errors";
import { words as common } from "@/words/common";
import { reviewWords } from "@/words/review";
import { BLANK, queueInput, type NewQueue } from "./make";
import { RuleFields } from "./RuleFields";
import { SourceField } from "./SourceField";

const words = reviewWords.make;

/** Makes a queue: which answers come in, for whom, and what is often wrong with them. */
export function MakeQueue({
  close,
  made,
}: {
  close: () => void;
  made: (name: string) => Promise<void>;
}) {
  const [queue, setQueue] = useState(BLANK);
  const change = (patch: Partial<NewQueue>) => setQueue({ ...queue, ...patch });
  const make = useMutation({
    mutationFn: (input: QueueInput) => makeQueue(input),
    onSuccess: (one) => made(one.name),
  });
  const input = queueInput(queue);
  const errors = errorsOf(make.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (input !== null) make.mutate(input);
  };
  return (
    <Modal opened onClose={close} title={words.title} size="lg">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={words.name}
            required
            data-autofocus
            value={queue.name}
            error={errorAt(errors, "name")}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label={words.description}
            value={queue.description}
            error={errorAt(errors, "description")}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
          <SourceField source={queue.source} change={(source) => change({ source })} />
          <Switch
            size="xs"
            label={words.completed}
            checked={queue.completed}
            onChange={(event) => change({ completed: event.currentTarget.checked })}
          />
          <RuleFields queue={queue} change={change} errors={errors} />
          <Textarea
            label={words.notes}
            description={words.notesHelp}
            autosize
            minRows={3}
            maxRows={9}
            value={queue.notes}
            onChange={(event) => change({ notes: event.currentTarget.value })}
          />
          <TagsInput
            label={words.people}
            description={words.peopleHelp}
            acceptValueOnBlur
            value={queue.people}
            onChange={(people) => change({ people })}
          />
          <NumberInput
            label={words.lease}
            min={1}
            max={1440}
            allowDecimal={false}
            value={queue.lease ?? ""}
            error={errorAt(errors, "lease_minutes")}
            onChange={(next) => change({ lease: typeof next === "number" ? next : null })}
          />
          {make.error && <ProblemNote error={make.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {common.cancel}
            </Button>
            <Button type="submit" disabled={input === null} loading={make.isPending}>
              {words.go}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
