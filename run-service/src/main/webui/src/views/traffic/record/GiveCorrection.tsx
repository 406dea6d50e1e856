import { Button, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { type Said } from "@/api/queues";
import { giveFeedback, schemaQuery, type Feedback, type Traffic } from "@/api/traffic";
import { Correction } from "@/parts/correction/Correction";
import type { Schema } from "@/parts/correction/schema";
import { ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import { words as common } from "@/words/common";
import { traffic } from "@/words/traffic";
import { answerOf, isChanged, saidOf, unsaid } from "../opinion";
import { OpinionFields } from "../OpinionFields";
import { useReviewer } from "../useReviewer";
import { truthOf } from "./opinions";

const words = traffic.correct;

interface Props {
  record: Traffic;
  said: readonly Feedback[];
  close: () => void;
}

/** Corrects an answer; the form is made from the schema of its skill, once that is known. */
export function GiveCorrection(props: Props) {
  const schema = useQuery(schemaQuery(props.record.skill, props.record.skill_version));
  if (schema.isLoading) return <Skeleton height={240} />;
  return <Form {...props} schema={schema.data ?? null} />;
}

function Form({ record, said, close, schema }: Props & { schema: Schema | null }) {
  const queries = useQueryClient();
  const answer = answerOf(record, schema);
  const [opinion, setOpinion] = useState(() => unsaid(truthOf(said)?.response ?? answer.value));
  const { by, typed, setTyped, unnamed } = useReviewer();
  const change = (patch: Partial<typeof opinion>) => setOpinion({ ...opinion, ...patch });
  const save = useMutation({
    mutationFn: (given: Said) =>
      giveFeedback({
        entity_type: record.kind,
        entity_id: record.id,
        identifier: `page:${by}`,
        by,
        ...given,
      }),
    onSuccess: async (taken, given) => {
      const truth = given.response !== undefined || given.corrected !== undefined;
      notifications.show({ message: truth ? words.given : words.givenOther });
      const wrong = taken.warnings;
      if (wrong.length > 0) {
        const places = wrong.slice(0, 5).map(({ path, message }) => `${path} ${message}`);
        notifications.show({
          color: "yellow",
          title: words.warnings,
          message: visibleText(places.join("; ")),
          autoClose: false,
        });
      }
      await queries.invalidateQueries({ queryKey: ["traffic"] });
      close();
    },
  });
  const given = saidOf(answer, opinion, false);
  const accepted = saidOf(answer, opinion, true);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (given !== null) save.mutate(given);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Correction
          text={answer.text}
          schema={schema}
          original={answer.value}
          value={opinion.value}
          onChange={(value, valid) =>
            // What cannot be read yet leaves what could be read before in its place.
            change(valid ? { value, valid } : { valid })
          }
        />
        <OpinionFields opinion={opinion} change={change} />
        <TextInput
          label={words.by}
          description={words.byHelp}
          placeholder={unnamed}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {save.error && <ProblemNote error={save.error} />}
        <Group gap="xs">
          <Button type="submit" disabled={given === null} loading={save.isPending}>
            {words.go}
          </Button>
          {!isChanged(answer, opinion) && given === null && accepted !== null && (
            <Button variant="default" onClick={() => save.mutate(accepted)}>
              {words.accept}
            </Button>
          )}
          <Button variant="subtle" onClick={close}>
            {common.cancel}
          </Button>
        </Group>
        {given === null && (
          <Text size="xs" className="quiet">
            {words.nothing}
          </Text>
        )}
      </Stack>
    </form>
  );
}
