import { Button, Skeleton, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { readQueues } from "@/api/queues";
import { Empty, ProblemNote } from "@/parts/Notes";
import { PageHead } from "@/parts/PageHead";
import { useAddress } from "@/parts/useAddress";
import { usePages } from "@/parts/usePages";
import { useMay } from "@/session";
import { words as common } from "@/words/common";
import { reviewWords as words } from "@/words/review";
import { traffic } from "@/words/traffic";
import page from "../Traffic.module.css";
import { useReviewer } from "../useReviewer";
import { MakeQueue } from "./MakeQueue";
import { QueueList } from "./QueueList";
import { QueueReview } from "./QueueReview";
import css from "./Review.module.css";
import { readReviewSearch } from "./search";

/** Queues of answers, and the way through one of them. */
export function Review() {
  const [search, set] = useAddress(readReviewSearch);
  const mayWrite = useMay("write");
  const queries = useQueryClient();
  const reviewer = useReviewer();
  // Nobody gets an answer under half a name.
  const [by] = useDebouncedValue(reviewer.by, 700);
  const { rows, query, more, next } = usePages(["traffic", "queues"], readQueues);
  const chosen = rows.find((queue) => queue.name === search.queue);
  const none = query.isSuccess && rows.length === 0 && !more;
  const create = mayWrite && (
    <Button onClick={() => set({ create: true }, true)}>{words.create}</Button>
  );
  return (
    <div className={page.page}>
      <PageHead
        above={<Link to="/traffic">{common.views.traffic}</Link>}
        title={words.title}
        lead={words.lead}
        actions={create}
      />
      {query.isError && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={240} />}
      {none && (
        <Empty title={words.none} action={create}>
          {words.noneLead} {!mayWrite && words.noneRead}
        </Empty>
      )}
      {rows.length > 0 && (
        <div className={css.layout} data-open={chosen ? true : undefined}>
          <div className={css.list}>
            {mayWrite && (
              <TextInput
                mb="sm"
                label={traffic.correct.by}
                placeholder={reviewer.unnamed}
                value={reviewer.typed}
                onChange={(event) => reviewer.setTyped(event.currentTarget.value)}
              />
            )}
            <QueueList queues={rows} chosen={search.queue} more={more} next={next} />
          </div>
          {chosen ? (
            <QueueReview
              key={chosen.name}
              queue={chosen}
              by={by}
              mayWrite={mayWrite}
              back={() => set({ queue: undefined })}
            />
          ) : (
            <p className="quiet">{words.choose}</p>
          )}
        </div>
      )}
      {search.create && (
        <MakeQueue
          close={() => set({ create: undefined })}
          made={async (name) => {
            await queries.invalidateQueries({ queryKey: ["traffic", "queues"] });
            set({ create: undefined, queue: name });
          }}
        />
      )}
    </div>
  );
}
