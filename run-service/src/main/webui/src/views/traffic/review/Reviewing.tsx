import { Button, Skeleton } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Queue } from "@/api/queues";
import { Empty, ProblemNote } from "@/parts/Notes";
import { reviewWords as words } from "@/words/review";
import { withNote } from "../opinion";
import { ItemPane } from "./ItemPane";
import { commandOf } from "./keys";
import { Keys } from "./Keys";
import { Progress } from "./Progress";
import css from "./Review.module.css";
import { SayPane } from "./SayPane";
import { useProgressInList } from "./useProgressInList";
import { useReview } from "./useReview";

/** One answer after the other, made for the keyboard: the answer in the middle, what is right beside. */
export function Reviewing({ queue, by }: { queue: Queue; by: string }) {
  const review = useReview(queue.name, by);
  const { state } = review;
  useProgressInList(queue.name, state.progress);
  const [keys, setKeys] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const undo = () => {
    if (state.done.length === 0) notifications.show({ message: words.form.nothingToUndo });
    else void review.undo();
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const command = keys ? null : commandOf(event);
    if (command === null) return;
    event.preventDefault();
    if (command.do === "note") {
      const note = queue.notes[command.nth - 1];
      if (note) review.change({ notes: withNote(state.opinion.notes, note) });
    } else if (command.do === "save") void review.save();
    else if (command.do === "skip") void review.skip();
    else if (command.do === "undo") undo();
    else if (command.do === "edit") {
      form.current?.querySelector<HTMLElement>("input, textarea")?.focus();
    } else setKeys(true);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
  return (
    <>
      <Progress progress={state.progress ?? queue.progress} />
      {state.error !== null && state.item === null && (
        <ProblemNote error={state.error} again={() => void review.next()} />
      )}
      {state.phase === "reading" && <Skeleton height={320} aria-label={words.item.reading} />}
      {state.phase === "empty" && state.error === null && (
        <Empty
          title={words.item.empty}
          action={
            <Button variant="default" onClick={() => void review.next()}>
              {words.item.again}
            </Button>
          }
        >
          {words.item.emptyLead}
        </Empty>
      )}
      {state.item && state.answer && (
        <div className={css.review}>
          <div className={`${css.pane} ${css.record}`}>
            <ItemPane item={state.item} />
          </div>
          <div ref={form} className={`${css.pane} ${css.correct}`}>
            <SayPane
              key={state.item.id}
              notes={queue.notes}
              item={state.item}
              answer={state.answer}
              review={review}
            />
          </div>
        </div>
      )}
      <p>
        <Button
          variant="subtle"
          size="compact-xs"
          disabled={state.done.length === 0}
          onClick={undo}
        >
          {words.form.undo}
        </Button>
        <Button variant="subtle" size="compact-xs" onClick={() => setKeys(true)}>
          {words.form.keys}
        </Button>
      </p>
      {keys && <Keys close={() => setKeys(false)} />}
    </>
  );
}
