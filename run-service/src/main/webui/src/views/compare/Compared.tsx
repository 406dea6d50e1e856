import type { Comparison } from "@/api/comparison";
import { duration } from "@/format/times";
import { Block } from "@/views/run/Block";
import { compareWords as words } from "@/words/compare";
import css from "./Compare.module.css";
import { Fields } from "./Fields";
import { Flips } from "./Flips";
import { ForestPlot } from "./ForestPlot";
import { LatencyOverlay } from "./LatencyOverlay";
import { Money } from "./Money";
import { sideNames } from "./names";
import type { CompareSearch } from "./search";
import { comparisonSentence } from "./sentence";
import { Sides } from "./Sides";
import { Unpaired } from "./Unpaired";

export type Change = (patch: Partial<Record<keyof CompareSearch, unknown>>, add?: boolean) => void;

/** A comparison as it was worked out: the sentence first. */
export function Compared({
  comparison,
  search,
  change,
}: {
  comparison: Comparison;
  search: CompareSearch;
  change: Change;
}) {
  const names = sideNames(comparison.sides);
  const name = (side: string) => names.get(side) ?? side;
  const against =
    comparison.comparisons.find((one) => one.other === search.other) ?? comparison.comparisons[0];
  if (!against) return null;
  const base = name(comparison.baseline);
  const other = name(against.other);
  const slower = against.latency?.difference?.difference;
  return (
    <>
      <div>
        {comparison.comparisons.map((one) => (
          <p key={one.other} className={css.sentence}>
            {comparisonSentence(one, name(one.other), base)}
          </p>
        ))}
        {(comparison.warnings ?? []).map((warning) => (
          <p key={warning} className={css.sentence} style={{ color: "var(--assay-warn)" }}>
            ▲ {warning}
          </p>
        ))}
      </div>
      <Sides comparison={comparison} names={names} shown={against.other} change={change} />
      <ForestPlot against={against} base={base} other={other} />
      <Flips
        comparison={comparison}
        against={against}
        names={[base, other]}
        search={search}
        change={change}
      />
      <div className={css.two}>
        <Block
          title={words.latency.title}
          note={
            typeof slower === "number"
              ? (slower > 0 ? words.latency.slower : words.latency.faster)(
                  duration(Math.abs(slower)),
                  other,
                )
              : words.latency.lead
          }
        >
          <LatencyOverlay comparison={comparison} other={against.other} names={names} />
        </Block>
        <Money comparison={comparison} names={names} />
      </div>
      <Fields against={against} base={base} other={other} />
      <Unpaired against={against} base={base} other={other} />
    </>
  );
}
