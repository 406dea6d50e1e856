import type { Flip } from "@/api/comparison";
import type { Column } from "@/parts/DataTable";
import { asText } from "@/parts/text/bounded";
import { oneLine } from "@/parts/text/visible";
import items from "@/views/item/Items.module.css";
import { compareWords } from "@/words/compare";
import css from "./Compare.module.css";

const words = compareWords.flips;

/** The height of a row on a phone, where both answers stand below the item. */
export const STACKED = 78;

/**
 * The columns of the table of flips: what happened to which item, and both answers.
 *
 * @param stacked on a phone: answers beside each other would have no room
 */
export function flipColumns(
  names: [string, string],
  show: (flip: Flip) => void,
  stacked = false,
): Column<Flip>[] {
  const line = (value: unknown, mono = false) => {
    const text = oneLine(asText(value));
    return (
      <span className={mono ? "mono" : undefined} title={text}>
        {text}
      </span>
    );
  };
  const item = (flip: Flip) => (
    <button type="button" className={items.link} onClick={() => show(flip)}>
      {oneLine(flip.item_id ?? String(flip.position), 80)}
      {flip.repeat > 0 ? ` · ${flip.repeat + 1}` : ""}
    </button>
  );
  if (stacked) {
    return [
      {
        key: "stacked",
        head: words.item,
        cell: (flip) => (
          <>
            <div className="cut">
              <Direction direction={flip.direction} /> {item(flip)}
            </div>
            {[flip.baseline, flip.other].map((side, at) => (
              <div key={at} className={css.stacked}>
                <span className="quiet cut">{names[at]}</span>
                <span className="cut">{line(side.output, true)}</span>
              </div>
            ))}
          </>
        ),
      },
    ];
  }
  return [
    {
      key: "direction",
      head: words.direction,
      width: "120px",
      cell: (flip) => <Direction direction={flip.direction} />,
    },
    {
      key: "item",
      head: words.item,
      width: "130px",
      cell: item,
    },
    {
      key: "section",
      head: words.section,
      width: "110px",
      wide: true,
      cell: (flip) => line(flip.section),
    },
    { key: "input", head: words.input, wide: true, cell: (flip) => line(flip.input) },
    {
      key: "expected",
      head: words.expected,
      wide: true,
      cell: (flip) => line(flip.expected, true),
    },
    { key: "baseline", head: names[0], cell: (flip) => line(flip.baseline.output, true) },
    { key: "other", head: names[1], cell: (flip) => line(flip.other.output, true) },
  ];
}

function Direction({ direction }: { direction: Flip["direction"] }) {
  if (direction === "differs") return <span className="quiet">≠ {words.differsWord}</span>;
  const worse = direction === "regressed";
  return (
    <span style={{ color: `var(--assay-${worse ? "failed" : "passed"})` }}>
      {worse ? `▼ ${words.regressedWord}` : `▲ ${words.improvedWord}`}
    </span>
  );
}
