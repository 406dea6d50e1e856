import { Link } from "@tanstack/react-router";
import type { Improvement } from "@/api/improving";
import { Ago } from "@/parts/Time";
import { visibleText } from "@/parts/text/visible";
import { outcomeWords } from "@/words/outcome";
import css from "./Traffic.module.css";

const words = outcomeWords.improve;
const GLYPHS = { asking: "◌", launching: "◌", done: "✓", failed: "!" };

/** How far improvements of a run are, and what came of them, the newest first. */
export function Improvements({ of, improvements }: { of: string; improvements: Improvement[] }) {
  return (
    <ul className={css.improvements} aria-label={words.progress}>
      {improvements.map((one) => (
        <li key={one.id}>
          <strong>{words.kinds[one.kind]}</strong>
          <span role="status">
            <span aria-hidden>{GLYPHS[one.state]}</span> {words.states[one.state]}
          </span>
          {one.version !== null && (
            <Link
              to="/skills/$name"
              params={{ name: one.skill }}
              search={{ tab: "versions", v: one.version, from: one.from_version } as never}
            >
              {words.made(one.skill, one.version)}
            </Link>
          )}
          {one.next_run !== null && (
            <>
              <Link to="/runs/$id" params={{ id: one.next_run }}>
                {words.nextRun}
              </Link>
              <Link to="/compare" search={{ runs: `${of},${one.next_run}`, baseline: of } as never}>
                {words.compare}
              </Link>
            </>
          )}
          {one.model_run !== null && (
            <Link to="/runs/$id" params={{ id: one.model_run }} className="quiet">
              {words.modelRun}
            </Link>
          )}
          <span className="quiet">
            <Ago at={one.finished_at ?? one.created_at} />
          </span>
          {one.error && <span className={css.error}>{visibleText(one.error)}</span>}
        </li>
      ))}
    </ul>
  );
}
