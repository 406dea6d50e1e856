import type { Band as Bands } from "@/api/traffic";
import { outcomeWords as words } from "@/words/outcome";
import css from "./Traffic.module.css";

/** How good an accuracy is, in a word; what it means on hover. */
export function Band({ band }: { band: Bands | null | undefined }) {
  if (!band) return null;
  return (
    <span className={`${css.band} ${css[band] ?? ""}`} title={words.bandReading[band]}>
      {words.bands[band]}
    </span>
  );
}
