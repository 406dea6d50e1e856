import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { readDivergence, type Divergence as Diverged } from "@/api/improving";
import type { RunDetail } from "@/api/results";
import { cost, count, percent } from "@/format/numbers";
import { duration } from "@/format/times";
import { ProblemNote } from "@/parts/Notes";
import { outcomeWords } from "@/words/outcome";
import { Block } from "../Block";
import { diverging } from "./fieldScorers";
import css from "./Traffic.module.css";

const words = outcomeWords.divergence;
const OUTCOMES = ["same", "equivalent", "different", "unmeasured"] as const;

/** What is answered now against what production answered then; nothing for runs that replay nothing. */
export function Divergence({ run }: { run: RunDetail }) {
  const scorer = diverging(run);
  const divergence = useQuery({
    queryKey: ["run", run.id, "divergence"],
    queryFn: () => readDivergence(run.id),
    enabled: scorer !== null,
  });
  if (scorer === null) return null;
  return (
    <Block title={words.title} note={words.lead}>
      {divergence.isError && (
        <ProblemNote error={divergence.error} again={() => void divergence.refetch()} />
      )}
      {divergence.data && <Found run={run} found={divergence.data} />}
    </Block>
  );
}

function Found({ run, found }: { run: RunDetail; found: Diverged }) {
  const share = (n: number) => (found.total === 0 ? null : n / found.total);
  return (
    <>
      <div className={css.bar} aria-hidden>
        {OUTCOMES.map((one) => (
          <span
            key={one}
            className={css[one]}
            style={{ width: `${100 * (share(found[one]) ?? 0)}%` }}
          />
        ))}
      </div>
      <ul className={css.counts}>
        {OUTCOMES.map((one) => (
          <li key={one}>
            <span className={`${css.swatch} ${css[one]}`} aria-hidden />
            {words[one]}{" "}
            <span className="quiet">
              {words.of(count(found[one]), count(found.total), percent(share(found[one])))}
            </span>
          </li>
        ))}
      </ul>
      {found.different > 0 && (
        <Link
          to="/runs/$id"
          params={{ id: run.id }}
          search={{ scorer: found.scorer, min: 0, max: 0.5 } as never}
          hash="items"
          className={css.text}
        >
          {words.show}
        </Link>
      )}
      <Took found={found} />
    </>
  );
}

/** What both cost and took, beside each other. */
function Took({ found }: { found: Diverged }) {
  const { original, replay } = found;
  const rows: [string, string, string][] = [
    [words.cost, cost(original.cost), cost(replay.cost)],
    [words.p50, duration(original.latency_ms?.p50), duration(replay.latency_ms?.p50)],
    [words.p95, duration(original.latency_ms?.p95), duration(replay.latency_ms?.p95)],
    [words.tokens, count(original.tokens), count(replay.tokens)],
  ];
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <td />
          <th scope="col" className="num">
            {words.original}
          </th>
          <th scope="col" className="num">
            {words.replay}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, before, now]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="num">{before}</td>
            <td className="num">{now}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
