import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { RunDetail } from "@/api/results";
import type { NoteTheme, RunHints } from "@/api/traffic";
import { oneLine, visibleText } from "@/parts/text/visible";
import { useMay } from "@/session";
import { ended } from "@/stream/reducer";
import { outcomeWords } from "@/words/outcome";
import { NamingSheet } from "./NamingSheet";
import css from "./Traffic.module.css";

const words = outcomeWords.hints;

/** What notes speak of, by their words; a model's name for it where one was asked, marked as such. */
export function Themes({ run, found }: { run: RunDetail; found: RunHints }) {
  const [asking, ask] = useState(false);
  const mayRun = useMay("run");
  const { themes, naming } = found;
  if (themes.length === 0) return null;
  return (
    <div>
      <h3>{words.themes}</h3>
      <ul>
        {themes.map((theme) => (
          <li key={theme.terms.join(" ")}>
            <Named theme={theme} /> <span className="quiet">{words.notes(theme.notes)}</span>
            {theme.examples[0] && (
              <div className="quiet">“{oneLine(theme.examples[0].note, 120)}”</div>
            )}
          </li>
        ))}
      </ul>
      {naming?.state === "failed" && naming.error && (
        <p className={css.text}>{words.noNames(visibleText(naming.error))}</p>
      )}
      {naming && (
        <p className={`${css.text} quiet`} role="status">
          {naming.state === "asking" ? `◌ ${words.asking} ` : ""}
          <Link to="/runs/$id" params={{ id: naming.model_run }}>
            {words.modelRun}
          </Link>
        </p>
      )}
      {mayRun && ended(run.status) && naming?.state !== "asking" && (
        <Button size="xs" variant="default" mt={6} onClick={() => ask(true)}>
          {words.name}
        </Button>
      )}
      {asking && <NamingSheet run={run} close={() => ask(false)} />}
    </div>
  );
}

function Named({ theme }: { theme: NoteTheme }) {
  const terms = visibleText(theme.terms.join(", "));
  const { name } = theme;
  if (!name) return <strong>{terms}</strong>;
  const by = visibleText(`${name.provider} / ${name.model}`);
  if (name.text === null || name.text === undefined) {
    return (
      <>
        <strong>{terms}</strong>{" "}
        <span className="quiet" title={by}>
          {words.unnamed(visibleText(name.refused ?? ""))}
        </span>
      </>
    );
  }
  return (
    <>
      <strong>{terms}</strong>{" "}
      <span title={by}>
        <span className="quiet">{words.modelSays}</span> <em>{visibleText(name.text)}</em>
      </span>
    </>
  );
}
