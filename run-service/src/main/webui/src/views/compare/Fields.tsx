import type { Against } from "@/api/comparison";
import { percent, points } from "@/format/numbers";
import { visibleText } from "@/parts/text/visible";
import { Block } from "@/views/run/Block";
import { compareWords } from "@/words/compare";
import css from "./Compare.module.css";

const words = compareWords.fields;
const MOST = 60;

/** Accuracy field by field, what lost most first. */
export function Fields({
  against,
  base,
  other,
}: {
  against: Against;
  base: string;
  other: string;
}) {
  const fields = against.fields ?? [];
  if (fields.length === 0) return null;
  return (
    <Block title={words.title}>
      <div className={css.scroll} role="group" aria-label={words.title} tabIndex={0}>
        <table className={css.sides}>
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col" className="num">
                {base}
              </th>
              <th scope="col" className="num">
                {other}
              </th>
              <th scope="col" className="num">
                {words.difference}
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.slice(0, MOST).map((field) => (
              <tr key={`${field.scorer}/${field.field}`}>
                <td className="mono">{visibleText(field.field)}</td>
                <td className="num">{percent(field.baseline)}</td>
                <td className="num">{percent(field.other)}</td>
                <td className="num">{points(field.difference)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Block>
  );
}
