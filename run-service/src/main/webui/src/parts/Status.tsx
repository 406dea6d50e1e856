import { runWords, trafficWords, unitWords, verdictTitles, verdictWords } from "@/words/status";
import css from "./Status.module.css";

interface Look {
  glyph: string;
  tone: keyof typeof css | string;
  pulse?: boolean;
}

const UNITS: Record<string, Look> = {
  passed: { glyph: "●", tone: "passed" },
  failed: { glyph: "✕", tone: "failed" },
  error: { glyph: "!", tone: "error" },
  errored: { glyph: "!", tone: "error" },
  skipped: { glyph: "–", tone: "skipped" },
  cancelled: { glyph: "⊘", tone: "cancelled" },
  answered: { glyph: "◐", tone: "answered" },
  dispatched: { glyph: "◌", tone: "flight", pulse: true },
  in_flight: { glyph: "◌", tone: "flight", pulse: true },
  pending: { glyph: "○", tone: "pending" },
};

const RUNS: Record<string, Look> = {
  queued: { glyph: "○", tone: "pending" },
  running_dataset: { glyph: "◌", tone: "flight", pulse: true },
  evaluating_results: { glyph: "◐", tone: "flight", pulse: true },
  cancelling: { glyph: "⊘", tone: "cancelled", pulse: true },
  cancelled: { glyph: "⊘", tone: "cancelled" },
  successful: { glyph: "✓", tone: "skipped" },
  partially_successful: { glyph: "!", tone: "error" },
  failed: { glyph: "!", tone: "error" },
};

const TRAFFIC: Record<string, Look> = {
  completed: { glyph: "✓", tone: "skipped" },
  failed: { glyph: "!", tone: "error" },
  incomplete: { glyph: "○", tone: "pending" },
};

const VERDICTS: Record<string, Look> = {
  pass: { glyph: "●", tone: "passed" },
  fail: { glyph: "✕", tone: "failed" },
  inconclusive: { glyph: "?", tone: "warn" },
  none: { glyph: "–", tone: "skipped" },
};

function Mark({
  look,
  word,
  title,
  bare,
}: {
  look: Look;
  word: string;
  title?: string | undefined;
  bare?: boolean | undefined;
}) {
  return (
    <span
      className={`${css.mark} ${css[look.tone] ?? ""} ${look.pulse ? css.pulse : ""}`}
      title={title ?? (bare ? word : undefined)}
    >
      <span className={css.glyph} aria-hidden>
        {look.glyph}
      </span>
      <span className={bare ? css.unseen : undefined}>{word}</span>
    </span>
  );
}

const OTHER: Look = { glyph: "○", tone: "pending" };

/** What became of a unit: glyph, word and colour, never colour alone. */
export function UnitStatus({ status, text }: { status: string; text?: string }) {
  return <Mark look={UNITS[status] ?? OTHER} word={text ?? unitWords[status] ?? status} />;
}

interface Told {
  /** Where there is no room the glyph stands alone; the word is for readers of screens and on hover. */
  bare?: boolean;
}

/** Whether production had an answer; not whether it is right. */
export function TrafficStatus({ status }: { status: string }) {
  return <Mark look={TRAFFIC[status] ?? OTHER} word={trafficWords[status] ?? status} />;
}

/** Where a run stands in its life; not whether it is good. */
export function RunStatus({ status, bare }: { status: string | null | undefined } & Told) {
  const known = status ?? "";
  return <Mark look={RUNS[known] ?? OTHER} word={runWords[known] ?? known} bare={bare} />;
}

/** The verdict of a run; nothing while there is none. */
export function Verdict({ verdict, bare }: { verdict: string | null | undefined } & Told) {
  if (!verdict) return null;
  return (
    <Mark
      look={VERDICTS[verdict] ?? OTHER}
      word={verdictWords[verdict] ?? verdict}
      title={verdictTitles[verdict]}
      bare={bare}
    />
  );
}
