import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { comparableQuery } from "@/api/figures";
import type { RunDetail } from "@/api/results";
import { comparisonQuery } from "@/api/runs";
import { comparisonSentence } from "@/views/compare/sentence";
import { runPage } from "@/words/run";
import { Block } from "./Block";

const words = runPage.before;

/** How a finished run differs from the one before, said at once. */
export function Before({ run }: { run: RunDetail }) {
  const comparable = useQuery(comparableQuery(run.id));
  const before = comparable.data?.suggested.run;
  const runs = before ? [before.id, run.id] : [];
  const comparison = useQuery(comparisonQuery(runs, before?.id));
  // A comparison that cannot be had is no reason to shout on the page of a run: Compare says why.
  if (!before || comparison.error) return null;
  const against = comparison.data?.comparisons[0];
  return (
    <Block
      title={words.title}
      note={comparable.data?.suggested.reason}
      aside={
        <Link to="/compare" search={{ runs: runs.join(",") } as never}>
          {words.open}
        </Link>
      }
    >
      <p style={{ margin: 0, minHeight: "1.45em" }}>
        {against ? (
          comparisonSentence(against, words.this, before.name ?? words.that)
        ) : (
          <span className="quiet">{words.reading}</span>
        )}
      </p>
    </Block>
  );
}
