import type { Traffic } from "@/api/traffic";
import { traffic } from "@/words/traffic";
import css from "./Traffic.module.css";

const words = traffic.saidOf;

/** Whether people have said anything of a record, and whether they corrected it. */
export function SaidMark({ record }: { record: Pick<Traffic, "feedback" | "corrected"> }) {
  const { corrected, feedback } = record;
  const [glyph, word] = corrected
    ? ["●", words.corrected]
    : feedback > 0
      ? ["◐", words.noted(feedback)]
      : ["○", words.none];
  return (
    <span className={`${css.said} ${corrected ? css.corrected : feedback > 0 ? "" : "quiet"}`}>
      <span aria-hidden>{glyph}</span>
      {word}
    </span>
  );
}
