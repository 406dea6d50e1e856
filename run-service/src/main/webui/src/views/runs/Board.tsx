import { Skeleton, Text } from "@mantine/core";
import { lazy, Suspense } from "react";
import { Guard } from "@/parts/Guard";
import { part } from "@/parts/part";
import { useNow } from "@/parts/Time";
import { useOfRuns } from "@/stream/calm";
import { ended, type LiveRun } from "@/stream/reducer";
import { runsWords as words } from "@/words/runs";
import css from "./Runs.module.css";

// Comes beside the view: where nothing runs, nobody waits for the grid.
const RunCard = lazy(() => part(() => import("@/parts/runCard/RunCard")));

/** So long a card stays after its run has ended, to be read. */
const LINGER = 60_000;
/** Of a card, in pixels, so that nothing moves when it comes. */
const CARD = 204;

function listed(runs: LiveRun[]): string {
  return runs
    .filter(({ run }) => run.status)
    .map(({ run }) => `${run.id}@${ended(run.status) ? (run.finished_at ?? "") : "active"}`)
    .sort()
    .reverse()
    .join(" ");
}

/** Whether a run ended so short a time before now that its card stays. */
export function lingers(finished: string | null | undefined, now: number): boolean {
  return now - Date.parse(finished ?? "") < LINGER;
}

function mapped(runs: LiveRun[]): string {
  return runs
    .filter(({ map }) => map)
    .map(({ run }) => run.id)
    .join(" ");
}

/** The ids of the runs of which everything is known that a card shows. */
export function useDrawn(): Set<string> {
  return new Set(useOfRuns(mapped).split(" "));
}

/** The ids of the runs that are active, and of those that have ended a moment ago, the newest first. */
export function useActive(): string[] {
  const known = useOfRuns(listed);
  const now = useNow();
  const shown = known
    .split(" ")
    .map((entry) => entry.split("@"))
    .filter(([, since]) => since === "active" || lingers(since, now));
  // What goes on stands above what is over.
  return [
    ...shown.filter(([, since]) => since === "active"),
    ...shown.filter(([, since]) => since !== "active"),
  ].map(([id]) => id ?? "");
}

/** A card for each run that is active, at most two beside each other. */
export function Board({ ids }: { ids: string[] }) {
  if (ids.length === 0) {
    return (
      <Text size="sm" className="quiet">
        {words.idle}
      </Text>
    );
  }
  return (
    <Guard>
      <div className={css.board}>
        {ids.map((id) => (
          <Suspense key={id} fallback={<Skeleton height={CARD} />}>
            <RunCard id={id} />
          </Suspense>
        ))}
      </div>
    </Guard>
  );
}
