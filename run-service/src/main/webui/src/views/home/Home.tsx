import { Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { PageHead } from "@/parts/PageHead";
import { ProblemNote } from "@/parts/Notes";
import { useNow } from "@/parts/Time";
import { useMay } from "@/session";
import { Board, lingers, useActive, useDrawn } from "@/views/runs/Board";
import { homeWords as words } from "@/words/home";
import { CanCompare, Worse } from "./Beside";
import { EndedRun } from "./EndedRun";
import { FirstSteps } from "./FirstSteps";
import css from "./Home.module.css";
import { againstOf, type Change } from "./recent";
import { CARDS, useRecent, type Ended } from "./useRecent";

/** So long, in milliseconds, the view waits for what it is made of. */
const PATIENCE = 1_500;

/** What happens now, what has just ended and how it differs, what got worse, what can be compared. */
export function Home() {
  const mayRun = useMay("run");
  const active = useActive();
  const { recent, running, ended } = useRecent();
  const drawn = useDrawn();
  const now = useNow();
  const none = active.length === 0;
  const fresh = none && recent.data?.length === 0;
  // What is there decides what the view is made of: shown before, everything would move.
  const over = (recent.data ?? []).filter(({ finished_at }) => lingers(finished_at, now));
  const coming = [...(running.data ?? []), ...over.map(({ id }) => id)];
  const ready =
    !recent.isPending &&
    !running.isPending &&
    coming.slice(0, CARDS).every((id) => drawn.has(id) && active.includes(id));
  const opening = useOpening(ready, PATIENCE);
  return (
    <Stack gap="lg" className={css.view}>
      <div>
        <PageHead
          title={words.title}
          actions={
            mayRun && (
              <Button component={Link} to="." search={{ launch: "new" } as never}>
                {words.launch}
              </Button>
            )
          }
        />
        {opening && <Opening />}
        {fresh && !opening ? (
          <FirstSteps />
        ) : (
          // Cards are drawn out of sight, too: they read what they show.
          <div className={opening ? css.unseen : undefined} inert={opening}>
            <Now ids={active} />
          </div>
        )}
      </div>
      {!opening && !fresh && (
        <>
          {recent.error ? (
            <ProblemNote error={recent.error} again={() => void recent.refetch()} />
          ) : (
            <div className={css.columns}>
              <JustEnded ended={ended} pending={recent.isPending} />
              <Stack gap="lg">
                <Worse changes={changesOf(ended)} />
                <CanCompare runs={recent.data ?? []} />
              </Stack>
            </div>
          )}
        </>
      )}
    </Stack>
  );
}

/** Whether the view still waits to be ready; once it is shown, or too late, it stays. */
function useOpening(ready: boolean, limit: number): boolean {
  const [opened, setOpened] = useState(ready);
  if (ready && !opened) setOpened(true);
  useEffect(() => {
    const timer = setTimeout(() => setOpened(true), limit);
    return () => clearTimeout(timer);
  }, [limit]);
  return !opened && !ready;
}

function Opening() {
  return (
    <Stack gap="xs" role="status" aria-busy aria-label={words.opening}>
      {[200, 72, 72, 72].map((height, at) => (
        <Skeleton key={at} height={height} />
      ))}
    </Stack>
  );
}

function changesOf(ended: Ended[]): Change[] {
  return ended.flatMap(({ run, before, comparison }) => {
    const against = againstOf(comparison ?? undefined);
    return against && before ? [{ run, before, against }] : [];
  });
}

function Now({ ids }: { ids: string[] }) {
  const more = ids.length - CARDS;
  return (
    <section aria-labelledby="now">
      <Title order={2} id="now" className={css.part}>
        {words.now}
      </Title>
      {ids.length === 0 ? (
        <Text size="sm" className="quiet">
          {words.nothingNow}
        </Text>
      ) : (
        <Board ids={ids.slice(0, CARDS)} />
      )}
      {more > 0 && (
        <Link to="/runs" className={css.link}>
          {words.more(more)}
        </Link>
      )}
    </section>
  );
}

function JustEnded({ ended, pending }: { ended: Ended[]; pending: boolean }) {
  return (
    <section aria-labelledby="ended">
      <Title order={2} id="ended" className={css.part}>
        {words.ended}
      </Title>
      {pending && [1, 2, 3].map((row) => <Skeleton key={row} height={72} mb={8} />)}
      <ul className={css.list}>
        {ended.map((one) => (
          <EndedRun key={one.run.id} ended={one} />
        ))}
      </ul>
      <Link to="/runs" className={css.link}>
        {words.all}
      </Link>
    </section>
  );
}
