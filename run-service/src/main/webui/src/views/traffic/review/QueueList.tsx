import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Queue } from "@/api/queues";
import { visibleText } from "@/parts/text/visible";
import { reviewWords as words } from "@/words/review";
import css from "./Review.module.css";

/** The queues with how far people are. */
export function QueueList({
  queues,
  chosen,
  more,
  next,
}: {
  queues: readonly Queue[];
  chosen: string;
  more: boolean;
  next: () => void;
}) {
  return (
    <nav aria-label={words.queues}>
      <ul className={css.queues}>
        {queues.map((queue) => {
          const { done, skipped, total } = queue.progress;
          return (
            <li key={queue.name}>
              <Link
                to="/traffic/review"
                search={{ queue: queue.name } as never}
                className={css.queue}
                aria-current={queue.name === chosen || undefined}
              >
                <span className={css.queueName}>{visibleText(queue.name)}</span>
                <div className="quiet">
                  {words.progress(done, total)} · {words.today(queue.progress.done_today)}
                </div>
                <span className={css.bar} aria-hidden>
                  <span
                    style={{ width: `${total === 0 ? 0 : (100 * (done + skipped)) / total}%` }}
                  />
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      {more && (
        <Button variant="subtle" size="compact-xs" onClick={next}>
          {words.moreQueues}
        </Button>
      )}
    </nav>
  );
}
