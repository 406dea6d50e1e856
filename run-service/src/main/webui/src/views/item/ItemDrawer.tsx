import { Button, Skeleton } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { RunDetail } from "@/api/results";
import { itemQuery } from "@/api/runs";
import { Diff } from "@/parts/diff/Diff";
import { ProblemNote } from "@/parts/Notes";
import { useAddress } from "@/parts/useAddress";
import { useMay } from "@/session";
import { runSearch } from "@/views/run/search";
import { itemWords } from "@/words/item";
import { Attempts } from "./Attempts";
import css from "./Drawer.module.css";
import { DrawerTop } from "./DrawerTop";
import { Facts } from "./Facts";
import { AnswerPart, ExpectedPart, ItemPart } from "./ItemParts";
import { commandOf } from "./keys";
import { KeysSheet } from "./KeysSheet";
import { active, labelsOf } from "./labels";
import { Part } from "./Part";
import { Prompt } from "./Prompt";
import { Scores } from "./Scores";
import { SpansPart } from "./Spans";
import { useLabels } from "./useLabels";
import { useSteps } from "./useSteps";

const words = itemWords.drawer;

/** One item beside the table: why it has this score. Made for the keyboard. */
export function ItemDrawer({ run, position }: { run: RunDetail; position: number }) {
  const [search, set] = useAddress(runSearch);
  const repeat = search.repeat ?? 0;
  const navigate = useNavigate();
  const item = useQuery({
    ...itemQuery(run.id, position, repeat),
    placeholderData: keepPreviousData,
  });
  const detail = item.data;
  const mayLabel = useMay("write");
  const steps = useSteps(run, position, repeat);
  const labels = useLabels(run.id, Object.keys(run.judges ?? {}).length > 0);
  const [diff, setDiff] = useState(false);
  const [keys, setKeys] = useState(false);
  const [chosen, choose] = useState<string | null>(null);
  const attempts = useRef<HTMLDivElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (scroll.current) scroll.current.scrollTop = 0;
  }, [position, repeat]);

  const scores = detail?.scores ?? [];
  const ours = labelsOf(labels.labels, position, repeat);
  const judged = active(scores, chosen, ours);
  const close = () =>
    void navigate({
      to: "/runs/$id",
      params: { id: run.id },
      search: ((was: object) => ({ ...was, repeat: undefined })) as never,
      resetScroll: false,
    });
  const say = (agree: boolean, key: string | undefined) => {
    const score = scores.find((one) => one.key === key);
    if (!mayLabel) return;
    // What is still shown of the item before must not be labelled as this one.
    if (item.isPlaceholderData) notifications.show({ message: words.label.tooSoon });
    else if (!score) notifications.show({ message: words.label.noJudge });
    else if (typeof score.passed !== "boolean") {
      notifications.show({ message: words.label.noThreshold });
    } else {
      labels.give({ position, repeat, scorer: score.key, passed: score.passed === agree });
      choose(score.key);
    }
  };
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    notifications.show({ message: words.copied });
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const command = commandOf(event);
    if (command === null || keys) return;
    event.preventDefault();
    if (command === "next") steps.next();
    else if (command === "previous") steps.previous();
    else if (command === "failure") void steps.failure();
    else if (command === "diff") setDiff(!diff);
    else if (command === "attempts") attempts.current?.scrollIntoView({ block: "start" });
    else if (command === "agree" || command === "disagree") say(command === "agree", judged?.key);
    else if (command === "undo") labels.undo();
    else if (command === "copy") void copy();
    else if (command === "keys") setKeys(true);
    else close();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);

  return (
    <aside className={css.drawer} aria-label={words.title(String(position))}>
      <DrawerTop
        run={run}
        position={position}
        repeat={repeat}
        summary={detail?.summary}
        steps={steps}
        pick={(to) => set({ repeat: to || undefined })}
        copy={() => void copy()}
        keys={() => setKeys(true)}
        close={close}
      />
      <div
        ref={scroll}
        className={css.scroll}
        tabIndex={0}
        role="region"
        aria-label={words.title(String(position))}
        aria-busy={item.isPlaceholderData}
      >
        {item.error && <ProblemNote error={item.error} again={() => void item.refetch()} />}
        {item.isPending && <Skeleton height={300} aria-label={words.loading} />}
        {detail && (
          <>
            <Scores
              scores={scores}
              canaries={run.canaries}
              labelling={{
                may: mayLabel,
                active: judged?.key,
                labels: ours,
                rater: labels.rater,
                choose,
                say,
                undo: labels.undo,
              }}
            />
            <div>
              <Button variant="default" aria-pressed={diff} onClick={() => setDiff(!diff)}>
                {diff ? words.hideDiff : words.showDiff}
              </Button>
            </div>
            {diff && (
              <Part title={words.diff}>
                <Diff before={detail.item?.expected} after={detail.answer?.output} />
              </Part>
            )}
            <SpansPart key={`${position} ${repeat}`} detail={detail} />
            <AnswerPart detail={detail} />
            <ExpectedPart detail={detail} />
            <Prompt prompt={detail.prompt} />
            <ItemPart detail={detail} />
            <div ref={attempts}>
              <Attempts attempts={detail.attempts ?? []} />
            </div>
            <Facts detail={detail} />
          </>
        )}
      </div>
      {keys && <KeysSheet close={() => setKeys(false)} />}
    </aside>
  );
}
