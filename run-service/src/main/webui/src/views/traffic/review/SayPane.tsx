import { Button, Group, Stack } from "@mantine/core";
import type { FormEvent } from "react";
import type { QueueItem } from "@/api/queues";
import { problemOf } from "@/api/problem";
import { Correction } from "@/parts/correction/Correction";
import { ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import { reviewWords } from "@/words/review";
import { hasNote, isChanged, withNote, type Answer } from "../opinion";
import { OpinionFields } from "../OpinionFields";
import css from "./Review.module.css";
import type { useReview } from "./useReview";

const words = reviewWords.form;

/** What one says of the answer: common notes, the correction, anything else; Enter saves it. */
export function SayPane({
  notes,
  item,
  answer,
  review,
}: {
  notes: readonly string[];
  item: QueueItem;
  answer: Answer;
  review: ReturnType<typeof useReview>;
}) {
  const { state, change } = review;
  const { opinion } = state;
  const accepts =
    !isChanged(answer, opinion) &&
    opinion.notes.trim() === "" &&
    opinion.rating === null &&
    opinion.label.trim() === "";
  const refused = state.error !== null && problemOf(state.error).status === 422;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void review.save();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group gap="xs" className={css.go}>
          <Button type="submit" disabled={!review.ready} loading={state.phase === "sending"}>
            {accepts ? words.accept : words.save}
          </Button>
          {refused && (
            <Button variant="default" onClick={() => void review.save(true)}>
              {words.invalid}
            </Button>
          )}
          <Button variant="subtle" onClick={() => void review.skip()}>
            {words.skip}
          </Button>
        </Group>
        {state.error !== null && <ProblemNote error={state.error} />}
        {notes.length > 0 && (
          <div className={css.notes} role="group" aria-label={words.common}>
            {notes.map((note, i) => (
              <button
                key={note}
                type="button"
                className={css.note}
                aria-pressed={hasNote(opinion.notes, note)}
                onClick={() => change({ notes: withNote(opinion.notes, note) })}
              >
                <kbd>{i + 1}</kbd>
                {visibleText(note)}
              </button>
            ))}
          </div>
        )}
        <Correction
          text={answer.text}
          schema={item.schema}
          original={answer.value}
          value={opinion.value}
          onChange={(value, valid) => change(valid ? { value, valid } : { valid })}
        />
        <OpinionFields opinion={opinion} change={change} />
      </Stack>
    </form>
  );
}
