import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { RunDetail } from "@/api/results";
import { hintsQuery } from "@/api/traffic";
import { count, percent } from "@/format/numbers";
import { oneLine, visibleText } from "@/parts/text/visible";
import { outcomeWords } from "@/words/outcome";
import { Block } from "../Block";
import { fieldScorers } from "./fieldScorers";
import css from "./Traffic.module.css";

const words = outcomeWords.hints;

/** What to look at first: steps, weakest fields, themes of notes, failures that stand for the rest. */
export function Hints({ run }: { run: RunDetail }) {
  const compares = fieldScorers(run).length > 0;
  const hints = useQuery({ ...hintsQuery(run.id), enabled: compares });
  const found = hints.data;
  // The page of a run says enough without them.
  if (!compares || !found) return null;
  const { next_steps, weakest_fields, themes, failures } = found;
  return (
    <Block title={words.title}>
      <div className={css.hints}>
        {next_steps.length > 0 && (
          <div>
            <h3>{words.next}</h3>
            <ol>
              {next_steps.map((step) => (
                <li key={step}>{visibleText(step)}</li>
              ))}
            </ol>
          </div>
        )}
        {weakest_fields.length > 0 && (
          <div>
            <h3>{words.weakest}</h3>
            <ul>
              {weakest_fields.map((field) => (
                <li key={field.field}>
                  <span className="mono">{visibleText(field.field)}</span>{" "}
                  <span className="quiet">
                    {words.wrong(count(field.errors), count(field.errors + field.correct))},{" "}
                    {percent(field.accuracy)}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {themes.length > 0 && (
          <div>
            <h3>{words.themes}</h3>
            <ul>
              {themes.map((theme) => (
                <li key={theme.terms.join(" ")}>
                  <strong>{visibleText(theme.terms.join(", "))}</strong>{" "}
                  <span className="quiet">{words.notes(theme.notes)}</span>
                  {theme.examples[0] && (
                    <div className="quiet">“{oneLine(theme.examples[0].note, 120)}”</div>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
        {failures.length > 0 && (
          <div>
            <h3>{words.failures}</h3>
            <ul>
              {failures.map((failure) => (
                <li key={failure.position}>
                  <Link
                    to="/runs/$id/items/$n"
                    params={{ id: run.id, n: String(failure.position) }}
                  >
                    {oneLine(failure.item_id, 60)}
                  </Link>{" "}
                  <span className="mono">{oneLine(failure.fields.join(", "), 120)}</span>
                  {failure.note && <div className="quiet">“{oneLine(failure.note, 120)}”</div>}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Block>
  );
}
