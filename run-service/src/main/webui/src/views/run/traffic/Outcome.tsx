import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { RunDetail } from "@/api/results";
import { outcomeQuery, type Outcome as Came, type Samples } from "@/api/traffic";
import { count, percent } from "@/format/numbers";
import { IntervalLine } from "@/parts/IntervalLine";
import { ProblemNote } from "@/parts/Notes";
import { outcomeWords } from "@/words/outcome";
import { Block } from "../Block";
import { Band } from "./Band";
import { deltaSentences } from "./delta";
import { fieldScorers } from "./fieldScorers";
import css from "./Traffic.module.css";

const words = outcomeWords;

/** How right the stored answers were, by who said what is right. */
export function Outcome({ run }: { run: RunDetail }) {
  const [scorer] = fieldScorers(run);
  if (scorer === undefined) return null;
  return <Numbers run={run} scorer={scorer} />;
}

function Numbers({ run, scorer }: { run: RunDetail; scorer: string }) {
  const outcome = useQuery(outcomeQuery(run.id, scorer));
  const found = outcome.data;
  return (
    <Block title={words.title} note={scorer}>
      {outcome.isPending && <Skeleton height={110} />}
      {outcome.isError && (
        <ProblemNote error={outcome.error} again={() => void outcome.refetch()} />
      )}
      {found && (
        <>
          <dl className={css.numbers}>
            <div title={words.correctedTitle}>
              <dt>{words.corrected}</dt>
              <dd>
                <span className={css.large}>{percent(found.accuracy_corrected)}</span>{" "}
                <Band band={found.band} />
                <IntervalLine
                  value={found.accuracy_corrected}
                  interval={run.summary?.scorers?.[scorer]?.fields?.interval}
                  format={percent}
                />
              </dd>
            </div>
            <div title={words.acceptedTitle}>
              <dt>{words.accepted}</dt>
              <dd>
                <span className={css.large}>{percent(found.accuracy_assuming_accepted)}</span>
                <IntervalLine value={found.accuracy_assuming_accepted} hollow format={percent} />
              </dd>
            </div>
            <div title={words.completionTitle}>
              <dt>{words.completion}</dt>
              <dd>
                <span className={css.large}>{percent(found.completion_rate)}</span>
                <div className="quiet">
                  {count(found.completed)} / {count(found.total)}
                </div>
              </dd>
            </div>
            <Truths found={found} />
          </dl>
          <Reading found={found} />
          <Delta run={run} found={found} />
        </>
      )}
    </Block>
  );
}

/** Who made the corrections: people's and a model's never in one number. */
function Truths({ found }: { found: Came }) {
  const said = (samples: Samples) =>
    samples.samples === 0
      ? null
      : words.accuracyOf(
          percent(samples.accuracy),
          count(samples.matched),
          count(samples.compared),
        );
  return (
    <div>
      <dt>{words.samples}</dt>
      <dd>
        <div>
          {words.human(count(found.human.samples))}{" "}
          <span className="quiet">{said(found.human)}</span>
        </div>
        <div>
          {words.inferred(count(found.inferred.samples))}{" "}
          <span className="quiet">{said(found.inferred)}</span>
        </div>
        <div>{words.uncorrected(count(found.uncorrected))}</div>
      </dd>
    </div>
  );
}

function Reading({ found }: { found: Came }) {
  if (found.accuracy_corrected === null || found.accuracy_corrected === undefined) {
    return <p className={css.text}>{words.nothing}</p>;
  }
  return found.band ? <p className={css.text}>{words.bandReading[found.band]}</p> : null;
}

function Delta({ run, found }: { run: RunDetail; found: Came }) {
  const { delta } = found;
  if (!delta) return <p className={`${css.text} quiet`}>{words.delta.none}</p>;
  return (
    <p className={css.text}>
      <strong>{words.delta.title}:</strong> {deltaSentences(delta).join(" ")}{" "}
      <Link to="/compare" search={{ runs: `${delta.run},${run.id}`, baseline: delta.run } as never}>
        {words.delta.open}
      </Link>
    </p>
  );
}
