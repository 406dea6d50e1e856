import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RunDetail } from "@/api/results";
import { hintsQuery, type FieldRow, type FieldRowTruth } from "@/api/traffic";
import { count, percent } from "@/format/numbers";
import { oneLine, visibleText } from "@/parts/text/visible";
import { outcomeWords } from "@/words/outcome";
import { Block } from "../Block";
import { fieldScorers } from "./fieldScorers";
import { Themes } from "./Themes";
import css from "./Traffic.module.css";

const words = outcomeWords.hints;
const AGAIN = 2_000;

/** What to look at first: steps, weakest fields, themes of notes, failures that stand for the rest. */
export function Hints({ run }: { run: RunDetail }) {
  const compares = fieldScorers(run).length > 0;
  const hints = useQuery({
    ...hintsQuery(run.id),
    enabled: compares,
    // A model that gives names has no events of its own; it takes a moment.
    refetchInterval: ({ state }) => (state.data?.naming?.state === "asking" ? AGAIN : false),
  });
  const found = hints.data;
  // The page of a run says enough without them.
  if (!compares || !found) return null;
  const { next_steps, weakest_fields, failures } = found;
  return (
    <Block title={words.title}>
      <div className={css.hints}>
        <Part title={words.next} shown={next_steps.length > 0}>
          <ol>
            {next_steps.map((step) => (
              <li key={step}>{visibleText(step)}</li>
            ))}
          </ol>
        </Part>
        <Part title={words.weakest} shown={weakest_fields.length > 0}>
          <ul>
            {weakest_fields.map((field) => (
              <Weak key={field.field} field={field} />
            ))}
          </ul>
        </Part>
        <Themes run={run} found={found} />
        <Part title={words.failures} shown={failures.length > 0}>
          <ul>
            {failures.map((failure) => (
              <li key={failure.position}>
                <Link to="/runs/$id/items/$n" params={{ id: run.id, n: String(failure.position) }}>
                  {oneLine(failure.item_id, 60)}
                </Link>{" "}
                <span className="mono">{oneLine(failure.fields.join(", "), 120)}</span>
                {failure.truth === "inferred" && (
                  <div className="quiet">{outcomeWords.fields.byModel}</div>
                )}
                {failure.note && <div className="quiet">“{oneLine(failure.note, 120)}”</div>}
              </li>
            ))}
          </ul>
        </Part>
      </div>
    </Block>
  );
}

function Part({ title, shown, children }: { title: string; shown: boolean; children: ReactNode }) {
  if (!shown) return null;
  return (
    <div>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** A weak field; by whose corrections, where these are told apart. */
function Weak({ field }: { field: FieldRow }) {
  const said = (of: FieldRowTruth | FieldRow) =>
    `${words.wrong(count(of.errors), count(of.errors + of.correct))}, ${percent(of.accuracy)}`;
  const { human, inferred } = field;
  return (
    <li>
      <span className="mono">{visibleText(field.field)}</span>{" "}
      {!human && <span className="quiet">{said(field)}</span>}
      {human && human.errors + human.correct > 0 && (
        <div className="quiet">{words.byPeople(said(human))}</div>
      )}
      {human && inferred && inferred.errors + inferred.correct > 0 && (
        <div className="quiet">{words.byModel(said(inferred))}</div>
      )}
    </li>
  );
}
