import { Anchor, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { api, body } from "@/api/client";
import type { RunDetail } from "@/api/results";
import { ConfirmButton } from "@/parts/ConfirmButton";
import { ProgressGrid } from "@/parts/grid/ProgressGrid";
import { ProblemNote } from "@/parts/Notes";
import { RunStatus, Verdict } from "@/parts/Status";
import { useMay } from "@/session";
import { ended } from "@/stream/reducer";
import { useRunMap } from "@/stream/useRunMap";
import { runsWords } from "@/words/runs";
import { Elapsed } from "./Clock";
import { Activity, Waiting } from "./NowLines";
import { CountLine, PaceLine, RateLine } from "./Numbers";
import css from "./RunCard.module.css";

const words = runsWords.card;

/** A run while it goes: its units, counts, pace, pass rate, and what it is at. */
export default memo(function RunCard({ id }: { id: string }) {
  const { live, error, again } = useRunMap(id);
  const run = live?.run as RunDetail | undefined;
  if (!live || !run?.status) {
    return (
      <article className={css.card} aria-busy={error === null}>
        {error ? <ProblemNote error={error} again={again} /> : <Skeleton height={196} />}
      </article>
    );
  }
  const over = ended(run.status);
  return (
    <article className={css.card} aria-label={run.name ?? runsWords.untitled}>
      <header className={css.head}>
        <h3 className="cut" title={run.name ?? undefined}>
          <Link to="/runs/$id" params={{ id }} className={css.name}>
            {run.name ?? runsWords.untitled}
          </Link>
        </h3>
        <span className={css.status}>
          {over && run.verdict ? (
            <Verdict verdict={run.verdict} />
          ) : (
            <RunStatus status={run.status} />
          )}
        </span>
      </header>
      <div className={`${css.row} ${css.about}`}>
        <span className="quiet cut">{whatOf(run)}</span>
        <span className="quiet">
          <Elapsed from={run.started_at} to={run.finished_at} />
        </span>
      </div>
      {live.map ? (
        <div className={css.grid}>
          <ProgressGrid run={{ id }} map={live.map} />
        </div>
      ) : error ? (
        <ProblemNote error={error} again={again} />
      ) : (
        <Skeleton height={72} />
      )}
      <div className={css.row}>
        <CountLine run={run} />
        <PaceLine run={run} />
      </div>
      <RateLine run={run} />
      {!over && <Activity activity={live.activity} />}
      {!over && (
        <footer className={css.row}>
          <span className={css.waitingPlace}>
            <Waiting attempts={live.attempts} />
          </span>
          <Actions id={id} run={run} />
        </footer>
      )}
    </article>
  );
});

function Actions({ id, run }: { id: string; run: RunDetail }) {
  const mayRun = useMay("run");
  const provider = run.target?.provider;
  return (
    <span className={css.actions}>
      {provider && (
        <Anchor
          renderRoot={(props) => (
            <Link to="/providers/$name" params={{ name: provider }} {...props} />
          )}
          size="xs"
          aria-label={words.limitsOf(provider)}
        >
          {words.limits}
        </Anchor>
      )}
      {mayRun && run.status !== "cancelling" && (
        <ConfirmButton
          label={words.cancel}
          title={words.cancelTitle}
          confirm={words.cancelConfirm}
          size="compact-xs"
          act={() => body(api.POST("/v1/runs/{id}/cancel", { params: { path: { id } } }))}
        >
          {words.cancelLead}
        </ConfirmButton>
      )}
    </span>
  );
}

/** What is evaluated on what, on one line. */
function whatOf(run: RunDetail): string {
  const { target, dataset, alias, tags } = run;
  return [
    target?.push
      ? runsWords.pushed
      : target?.traffic
        ? runsWords.stored(target.traffic.id ?? "")
        : [target?.provider, target?.model].filter(Boolean).join(" / "),
    dataset && `${dataset.name} v${dataset.version}`,
    alias,
    ...(tags ?? []).slice(0, 3),
  ]
    .filter(Boolean)
    .join(" · ");
}
