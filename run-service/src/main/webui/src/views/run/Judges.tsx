import { useQuery } from "@tanstack/react-query";
import type { CanaryResult, JudgedRate, RunDetail } from "@/api/results";
import { passportsQuery } from "@/api/runs";
import { count, percent, percentRange, score } from "@/format/numbers";
import { ProblemNote } from "@/parts/Notes";
import { runPage } from "@/words/run";
import { Block } from "./Block";
import css from "./Run.module.css";

const words = runPage.judges;

/** How far the judges of a run agree with people; fills while one labels. */
export function Judges({ run }: { run: RunDetail }) {
  const judges = run.judges ?? {};
  const any = Object.keys(judges).length > 0;
  const passports = useQuery({ ...passportsQuery(run.id), enabled: any });
  if (!any) return null;
  return (
    <Block title={words.title} note={words.how}>
      {passports.error && (
        <ProblemNote error={passports.error} again={() => void passports.refetch()} />
      )}
      <div className={css.two}>
        {Object.entries(judges).map(([key, judge]) => (
          <div key={key} className={css.scorer}>
            <div className={css.groupTop}>
              <h3 style={{ margin: 0 }}>{key}</h3>
              <span className="quiet cut">
                {words.model(judge?.provider ?? "–", judge?.model ?? "–")}
              </span>
            </div>
            {passports.data?.[key] && <Passport rate={passports.data[key]} />}
            <Canaries results={run.canaries?.[key]} />
          </div>
        ))}
      </div>
    </Block>
  );
}

function Passport({ rate }: { rate: JudgedRate }) {
  const people = rate.against_people;
  const corrected = rate.corrected_pass_rate_interval;
  return (
    <>
      <div className={css.numbers}>
        <span title={people.message ?? undefined}>
          {people.issued ? words.passport : words.noPassport}{" "}
          {rate.passport && <span className="mono quiet">{rate.passport.slice(0, 8)}</span>}
        </span>
        <span>{words.labelled(count(people.labels), count(rate.judged))}</span>
        {people.disputed > 0 && <span>{words.disputed(count(people.disputed))}</span>}
      </div>
      <div className={css.numbers}>
        <span title={people.message ?? undefined}>
          {words.kappa} <strong>{score(people.kappa, 2)}</strong>
        </span>
        <span>
          {words.agreement} <strong>{percent(people.agreement)}</strong>{" "}
          <span className="quiet">
            {percentRange(people.agreement_interval?.lower, people.agreement_interval?.upper)}
          </span>
        </span>
        <span>
          {words.asJudged} <strong>{percent(rate.pass_rate)}</strong>
        </span>
        <span title={rate.message ?? undefined}>
          {words.corrected} <strong>{percent(rate.corrected_pass_rate)}</strong>{" "}
          <span className="quiet">{percentRange(corrected?.lower, corrected?.upper)}</span>
        </span>
      </div>
      {!people.issued && people.message && <span className="quiet">{people.message}</span>}
    </>
  );
}

function Canaries({ results }: { results: Record<string, CanaryResult> | undefined }) {
  if (!results) return null;
  return (
    <div className={css.numbers}>
      {Object.entries(results).map(([name, result]) => (
        <span key={name} style={result.as_expected ? undefined : { color: "var(--assay-warn)" }}>
          {result.as_expected ? "✓" : "▲"} {words.canary(name)} {score(result.score, 2)}{" "}
          {result.as_expected ? words.canaryOk : words.canaryBad}
        </span>
      ))}
    </div>
  );
}
