import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { fillQueue, removeQueue, type Queue } from "@/api/queues";
import { problemOf } from "@/api/problem";
import { ConfirmButton } from "@/parts/ConfirmButton";
import { visibleText } from "@/parts/text/visible";
import { reviewWords as words } from "@/words/review";
import { Progress } from "./Progress";
import css from "./Review.module.css";
import { Reviewing } from "./Reviewing";

/** One queue: how far it is, and for who may say something the way through it. */
export function QueueReview({
  queue,
  by,
  mayWrite,
  back,
}: {
  queue: Queue;
  by: string;
  mayWrite: boolean;
  back: () => void;
}) {
  const queries = useQueryClient();
  const read = () => queries.invalidateQueries({ queryKey: ["traffic", "queues"] });
  async function fill() {
    try {
      const { added } = await fillQueue(queue.name);
      notifications.show({ message: words.filled(added) });
      await read();
    } catch (e) {
      notifications.show({ message: problemOf(e).detail, color: "red" });
    }
  }
  async function remove() {
    await removeQueue(queue.name);
    back();
    await read();
  }
  return (
    <section aria-label={visibleText(queue.name)}>
      <div className={css.head}>
        <h2>{visibleText(queue.name)}</h2>
        <span className="quiet">{words.rules[queue.rule.kind]}</span>
        {queue.description && <span>{visibleText(queue.description)}</span>}
        <Button hiddenFrom="sm" variant="subtle" size="compact-xs" onClick={back}>
          {words.all}
        </Button>
        {mayWrite && (
          <>
            <Button variant="default" size="compact-xs" onClick={() => void fill()}>
              {words.fill}
            </Button>
            <ConfirmButton
              size="compact-xs"
              label={words.remove}
              title={words.removeTitle(visibleText(queue.name))}
              confirm={words.remove}
              act={remove}
            >
              {words.removeLead}
            </ConfirmButton>
          </>
        )}
      </div>
      {mayWrite ? (
        <Reviewing key={by} queue={queue} by={by} />
      ) : (
        <>
          <Progress progress={queue.progress} />
          <p>{words.mayNot}</p>
        </>
      )}
    </section>
  );
}
