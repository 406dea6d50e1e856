import { count } from "@/format/numbers";
import { oneLine } from "@/parts/text/visible";
import type { ActivityEvent, AttemptFailedEvent } from "@/stream/events";
import { runsWords } from "@/words/runs";
import { useSeconds } from "./Clock";
import { inProgress, tail, waitingLine } from "./facts";
import css from "./RunCard.module.css";

const words = runsWords.card;
const SHOWN = 110;

/** The unit in progress: what is asked, and what has been answered of it so far. */
export function Activity({ activity }: { activity: readonly ActivityEvent[] }) {
  const one = inProgress(activity);
  if (!one) return <div className={css.now} aria-hidden />;
  const asked = one.input ? `“${oneLine(one.input, SHOWN)}”` : words.item(count(one.position));
  return (
    <div className={css.now}>
      <span className="quiet">{words.now}: </span>
      <span title={one.input ?? undefined}>{asked}</span>
      {one.text && (
        <>
          <span className="quiet"> → </span>
          <span className="mono">{oneLine(tail(one.text, SHOWN), SHOWN)}</span>
          <span className={css.caret} aria-hidden>
            ▌
          </span>
        </>
      )}
    </div>
  );
}

/** Why some units wait; nothing while none does. */
export function Waiting({ attempts }: { attempts: readonly AttemptFailedEvent[] }) {
  const line = waitingLine(attempts, useSeconds());
  return line === null ? null : <span className={css.waiting}>{line}</span>;
}
