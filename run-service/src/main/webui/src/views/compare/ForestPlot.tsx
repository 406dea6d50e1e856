import { Fragment, useMemo, useState } from "react";
import { Checkbox } from "@mantine/core";
import type { Against } from "@/api/comparison";
import { signed } from "@/format/numbers";
import { IntervalLine } from "@/parts/IntervalLine";
import type { Scale } from "@/parts/interval";
import { visibleText } from "@/parts/text/visible";
import { Block } from "@/views/run/Block";
import { compareWords, endText, pText } from "@/words/compare";
import css from "./Compare.module.css";
import { forest, type ForestRow } from "./forest";

const words = compareWords.forest;

/** Differences with their intervals on one scale: items, scorers, sections, labels. */
export function ForestPlot({
  against,
  base,
  other,
}: {
  against: Against;
  base: string;
  other: string;
}) {
  const [perScorer, setPerScorer] = useState(false);
  const plot = useMemo(() => forest(against, perScorer), [against, perScorer]);
  if (plot.groups.length === 0) return null;
  const sliced = against.slices.some((slice) => slice.scorer);
  return (
    <Block
      title={words.title}
      note={words.lead(base, other)}
      aside={
        sliced && (
          <Checkbox
            size="xs"
            label={words.perScorer}
            checked={perScorer}
            onChange={(event) => setPerScorer(event.currentTarget.checked)}
          />
        )
      }
    >
      <div className={css.forest}>
        {plot.groups.map((group) => (
          <Fragment key={group.title}>
            <h3>{group.title}</h3>
            {group.rows.map((row) => (
              <Row key={row.key} row={row} scale={plot.scale} />
            ))}
          </Fragment>
        ))}
        <div className={css.forestRow} aria-hidden>
          <span />
          <span className={css.ends}>
            <span>← {words.worse}</span>
            <span>{words.better} →</span>
          </span>
          <span />
        </div>
      </div>
      {(against.slices_left_out ?? 0) > 0 && (
        <p className="quiet">{words.leftOut(against.slices_left_out ?? 0)}</p>
      )}
    </Block>
  );
}

function Row({ row, scale }: { row: ForestRow; scale: Scale }) {
  const { difference: d, share } = row;
  const value = d.difference;
  const write = (v: number) => (share ? `${signed(v * 100, 1)} pt` : signed(v));
  const tone = !row.filled || !value ? undefined : value > 0 ? "passed" : "failed";
  const name = visibleText(row.name);
  return (
    <div className={css.forestRow}>
      <span className="cut" title={name}>
        {name}
      </span>
      <IntervalLine
        value={value}
        interval={d.interval}
        scale={scale}
        hollow={!row.filled}
        tone={tone}
        format={write}
      />
      <span className="num" title={words.tested(pText(row.p), d.items)}>
        {typeof value === "number" ? write(value) : "–"}{" "}
        <span className="quiet">
          {d.interval
            ? `(${endText(d.interval.lower, share)} … ${endText(d.interval.upper, share)})`
            : ""}
        </span>
      </span>
    </div>
  );
}
