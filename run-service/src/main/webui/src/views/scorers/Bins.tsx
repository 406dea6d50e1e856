import { count, score } from "@/format/numbers";
import { scorers as words } from "@/words/scorers";
import css from "./Scorers.module.css";

/** A histogram of ten bins, drawn by the boxes' heights; each says its count. */
export function Bins({ bins }: { bins: number[] }) {
  const most = Math.max(1, ...bins);
  if (bins.length === 0) return null;
  return (
    <figure style={{ margin: 0 }} aria-label={words.preview.histogram}>
      <div className={css.bins}>
        {bins.map((n, i) => {
          const said = words.preview.bin(
            score(i / bins.length, 1),
            score((i + 1) / bins.length, 1),
            count(n),
          );
          return (
            <div
              key={i}
              role="img"
              aria-label={said}
              title={said}
              className={css.bin}
              style={{ height: `${(n / most) * 100}%` }}
            />
          );
        })}
      </div>
      <div className={css.scale} aria-hidden>
        <span>0</span>
        <span>0.5</span>
        <span>1</span>
      </div>
    </figure>
  );
}
