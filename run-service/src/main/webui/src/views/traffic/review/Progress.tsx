import type { QueueProgress } from "@/api/queues";
import { reviewWords as words } from "@/words/review";
import css from "./Review.module.css";

/** `37 of 120 · 12 today · 80 open`. */
export function Progress({ progress }: { progress: QueueProgress }) {
  const { done, total, done_today, open, leased, skipped } = progress;
  return (
    <p className={css.progress} role="status">
      {words.progress(done, total)} · {words.today(done_today)} · {words.left(open, leased)}
      {skipped > 0 && ` · ${words.skipped(skipped)}`}
    </p>
  );
}
