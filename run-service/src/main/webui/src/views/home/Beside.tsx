import { Skeleton, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { RunDetail } from "@/api/results";
import { counted, percent } from "@/format/numbers";
import { Verdict } from "@/parts/Status";
import { comparison, targetOf } from "@/views/runs/rows";
import { homeWords as words } from "@/words/home";
import { runsWords } from "@/words/runs";
import css from "./Home.module.css";
import { beyondChance, lostVerdict, worst, type Change } from "./recent";
import { useAgreeing } from "./useAgreeing";

/** What does worse than before, what is surest first. */
export function Worse({ changes }: { changes: Change[] }) {
  const found = worst(changes);
  return (
    <section aria-labelledby="worse">
      <Title order={2} id="worse" className={css.part}>
        {words.worse}
      </Title>
      {found.length === 0 && (
        <Text size="sm" className="quiet">
          {words.nothingWorse}
        </Text>
      )}
      <ul className={css.list}>
        {found.map(({ run, before, against }) => {
          const name = run.name ?? runsWords.untitled;
          return (
            <li key={run.id} className={css.entry}>
              <Link
                to="/compare"
                search={
                  {
                    runs: `${before.id},${run.id}`,
                    baseline: before.id,
                    dir: "regressed",
                  } as never
                }
                className={css.name}
                aria-label={words.see(name)}
              >
                {name}
              </Link>
              {typeof against.regressed === "number" && (
                <Text size="sm">
                  {words.regressed(against.regressed, counted(against.paired, "item"))}{" "}
                  <span className="quiet">
                    ({beyondChance(against) ? words.beyond : words.chance})
                  </span>
                </Text>
              )}
              {lostVerdict(run, before) && (
                <Text size="sm">
                  <Verdict verdict={before.verdict} /> → <Verdict verdict={run.verdict} />
                </Text>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Runs over the same items that are scored alike, ready to be held against each other. */
export function CanCompare({ runs }: { runs: RunDetail[] }) {
  const { pending, found } = useAgreeing(runs);
  return (
    <section aria-labelledby="comparable" aria-busy={pending}>
      <Title order={2} id="comparable" className={css.part}>
        {words.comparable}
      </Title>
      {pending ? (
        <Skeleton height={14} width="80%" my={4} />
      ) : (
        <Text size="sm" className="quiet">
          {found.length === 0 ? words.nothingComparable : words.comparableLead}
        </Text>
      )}
      <ul className={css.list}>
        {found.map((one) => (
          <li key={one.dataset} className={css.entry}>
            <Link
              to="/compare"
              search={comparison(one.runs.map((run) => run.id)) as never}
              className={css.name}
            >
              {words.compareThese(one.runs.length, one.dataset)}
            </Link>
            {one.runs.map((run) => (
              <div key={run.id} className={css.side}>
                <span className="cut" title={targetOf(run)}>
                  {targetOf(run)}
                </span>
                <span>{percent(run.summary?.pass_rate)}</span>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
