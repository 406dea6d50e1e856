import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { RunDetail } from "@/api/results";
import { outcomeQuery, type Outcome as Came, type Samples } from "@/api/traffic";
import { count, percent, percentRange } from "@/format/numbers";
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
          </dl>
          <Truths run={run} scorer={scorer} found={found} />
          <Reading found={found} />
          <Delta run={run} found={found} />
        </>
      )}
    </Block>
  );
}

/** Whose corrections they are: people's and a model's are told apart in every number. */
function Truths({ run, scorer, found }: { run: RunDetail; scorer: string; found: Came }) {
  const fields = run.summary?.scorers?.[scorer]?.fields;
  const interval = (kind: "human" | "inferred") => fields?.[kind]?.interval;
  return (
    <div className={css.scroll} role="group" aria-label={words.samples} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{words.samples}</th>
            {words.columns.map((name) => (
              <th scope="col" className="num" key={name}>
                {name}
              </th>
            ))}
            <th scope="col" className="roomy">
              {words.fields.band}
            </th>
          </tr>
        </thead>
        <tbody>
          {(["human", "inferred"] as const).map((kind) => (
            <Truth key={kind} kind={kind} of={found[kind]} interval={interval(kind)} />
          ))}
          <tr>
            <th scope="row">{words.kinds.nobody}</th>
            <td className="num">{count(found.uncorrected)}</td>
            <td colSpan={5} />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Truth({
  kind,
  of,
  interval,
}: {
  kind: "human" | "inferred";
  of: Samples;
  interval: { lower: number; upper: number } | null | undefined;
}) {
  const head = (
    <>
      <th scope="row" title={words.kindTitles[kind]}>
        {words.kinds[kind]}
      </th>
      <td className="num">{count(of.samples)}</td>
    </>
  );
  // What is assumed of answers that nobody corrected is no number of this kind.
  if (of.samples === 0) {
    return (
      <tr>
        {head}
        <td className="quiet" colSpan={5}>
          {words.noneOf[kind]}
        </td>
      </tr>
    );
  }
  return (
    <tr>
      {head}
      <td className="num">{percent(of.accuracy)}</td>
      <td className="num quiet">{percentRange(interval?.lower, interval?.upper)}</td>
      <td className="num">{percent(of.accuracy_assuming_accepted)}</td>
      <td className="num quiet">{words.leaves(count(of.matched), count(of.compared))}</td>
      <td className="roomy">
        <Band band={of.band} />
      </td>
    </tr>
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
