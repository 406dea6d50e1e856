import { Link } from "@tanstack/react-router";
import type { RunDetail, Unmeasured } from "@/api/results";
import { count } from "@/format/numbers";
import { runPage } from "@/words/run";
import { Block } from "./Block";
import css from "./Run.module.css";
import type { RunSearch } from "./search";

const words = runPage.unmeasured;

const KINDS = [
  "errors",
  "truncated",
  "filtered",
  "refused",
  "unparsable",
  "without_expectation",
] as const;

const SHOWN: Partial<Record<keyof Unmeasured, RunSearch>> = {
  errors: { status: "error" },
  truncated: { truncated: true },
  filtered: { flagged: true },
  refused: { flagged: true },
};

/** What the numbers do not say by themselves: warnings, and what could not be measured, in words. */
export function Notices({ run }: { run: RunDetail }) {
  const unmeasured = run.unmeasured;
  const found = unmeasured ? KINDS.filter((kind) => unmeasured[kind] > 0) : [];
  const said = new Set<string>([
    "UNMEASURED",
    "TRUNCATED",
    "FILTERED",
    "REFUSED",
    "UNPARSABLE",
    "WITHOUT_EXPECTATION",
  ]);
  const warnings = (run.warnings ?? []).filter((w) => found.length === 0 || !said.has(w.code));
  if (found.length === 0 && warnings.length === 0) return null;
  return (
    <div className={css.two}>
      {found.length > 0 && unmeasured && (
        <Block title={words.title}>
          <ul className={css.list}>
            {found.map((kind) => (
              <li key={kind}>
                {words[kind](count(unmeasured[kind]))}
                {SHOWN[kind] && (
                  <>
                    {" "}
                    <Link
                      to="/runs/$id"
                      params={{ id: run.id }}
                      search={SHOWN[kind] as never}
                      hash="items"
                    >
                      {words.show}
                    </Link>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Block>
      )}
      {warnings.length > 0 && (
        <Block title={runPage.warnings}>
          <ul className={css.list}>
            {warnings.map((warning, i) => (
              <li key={i}>
                <span style={{ color: "var(--assay-warn)" }} aria-hidden>
                  ▲
                </span>{" "}
                {warning.message}
              </li>
            ))}
          </ul>
        </Block>
      )}
    </div>
  );
}
