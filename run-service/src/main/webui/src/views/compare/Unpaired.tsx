import type { Against } from "@/api/comparison";
import { count } from "@/format/numbers";
import { oneLine } from "@/parts/text/visible";
import { Block } from "@/views/run/Block";
import { compareWords } from "@/words/compare";

const words = compareWords.unpaired;

/** Items that are not compared, since only one side has them: listed, not hidden. */
export function Unpaired({
  against,
  base,
  other,
}: {
  against: Against;
  base: string;
  other: string;
}) {
  const sides = [
    [base, against.only_baseline, against.only_baseline_count],
    [other, against.only_other, against.only_other_count],
  ] as const;
  return (
    <Block title={words.title}>
      {sides.every(([, , n]) => n === 0) && (
        <p className="quiet" style={{ margin: 0 }}>
          {words.none}
        </p>
      )}
      {sides.map(([name, ids, n]) =>
        n === 0 ? null : (
          <p key={name} style={{ margin: "0 0 6px", overflowWrap: "anywhere" }}>
            {words.only(name, count(n))}:{" "}
            <span className="mono">{ids.map((id) => oneLine(id, 80)).join(", ")}</span>
            {n > ids.length && ` ${words.more}`}
          </p>
        ),
      )}
    </Block>
  );
}
