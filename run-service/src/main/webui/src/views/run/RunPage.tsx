import { Skeleton, Stack } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { RunDetail } from "@/api/results";
import { ProblemNote } from "@/parts/Notes";
import { ended } from "@/stream/reducer";
import { runPage as words } from "@/words/run";
import { ItemDrawer } from "@/views/item/ItemDrawer";
import { Items } from "@/views/item/Items";
import { Before } from "./Before";
import { Criteria } from "./Criteria";
import { Groups } from "./Groups";
import { Head } from "./Head";
import { Judges } from "./Judges";
import { LivePanel } from "./LivePanel";
import { Notices } from "./Notices";
import css from "./Run.module.css";
import { Scorers } from "./Scorers";
import { Spent } from "./Spent";
import { Times } from "./Times";
import { Divergence } from "./traffic/Divergence";
import { ofTraffic } from "./traffic/fieldScorers";
import { FieldTable } from "./traffic/FieldTable";
import { Helping } from "./traffic/Helping";
import { Hints } from "./traffic/Hints";
import { Improve } from "./traffic/Improve";
import { Outcome } from "./traffic/Outcome";
import { useRun } from "./useRun";

/** One run: what it did, whether to believe it, what failed; the open item stands beside it. */
export function RunPage() {
  const { id = "", n } = useParams({ strict: false }) as { id?: string; n?: string };
  const { run, live, error, again } = useRun(id);
  const position = n !== undefined && /^\d+$/.test(n) ? Number(n) : null;
  const read = run !== undefined;
  const linked = useRef(position !== null);
  useEffect(() => {
    // Who follows a link to an item wants its row beside it.
    if (read && linked.current) document.getElementById("items")?.scrollIntoView();
    if (read) linked.current = false;
  }, [read]);
  if (error && !run) {
    return (
      <div className={css.body}>
        <ProblemNote error={error} again={again} />
      </div>
    );
  }
  if (!run) return <Shape />;
  return (
    <div className={css.page} data-open={position !== null || undefined}>
      <div className={css.body}>
        <Head run={run} />
        <Helping run={run} />
        {!ended(run.status) && <LivePanel run={run} live={live} />}
        {ended(run.status) && <Findings run={run} />}
        <Items run={run} open={position} />
      </div>
      {position !== null && <ItemDrawer run={run} position={position} />}
    </div>
  );
}

function Findings({ run }: { run: RunDetail }) {
  const summary = run.summary;
  return (
    <>
      {/* An outcome says itself how it differs from the run before. */}
      {ofTraffic(run) ? <Outcome run={run} /> : <Before run={run} />}
      <Divergence run={run} />
      <Notices run={run} />
      <FieldTable run={run} />
      <Hints run={run} />
      <Improve run={run} />
      <Criteria run={run} />
      <Scorers run={run} />
      <Groups
        id={run.id}
        kind="section"
        groups={summary?.sections}
        omitted={summary?.sections_omitted}
      />
      <Groups id={run.id} kind="label" groups={summary?.labels} omitted={summary?.labels_omitted} />
      <Judges run={run} />
      <Times run={run} />
      <Spent run={run} />
    </>
  );
}

/** The shape of what comes. */
function Shape() {
  return (
    <Stack className={css.body} aria-label={words.loading} aria-busy>
      <Skeleton height={28} width="45%" />
      <Skeleton height={20} width="70%" />
      <Skeleton height={120} />
      <Skeleton height={180} />
      <Skeleton height={320} />
    </Stack>
  );
}
