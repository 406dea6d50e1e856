import { Link } from "@tanstack/react-router";
import type { QueueItem } from "@/api/queues";
import { exact } from "@/format/times";
import { TrafficStatus } from "@/parts/Status";
import { Ago } from "@/parts/Time";
import { visibleText } from "@/parts/text/visible";
import { reviewWords } from "@/words/review";
import { Asked, Answered } from "../record/Asked";
import { nameOf } from "../record/facts";
import { corrects, modelOf } from "../record/opinions";
import css from "../Traffic.module.css";
import { traffic } from "@/words/traffic";

const words = reviewWords.item;

/** What is reviewed: what was asked and answered, and what others said of it. */
export function ItemPane({ item }: { item: QueueItem }) {
  const { record } = item;
  const said = item.feedback.filter((one) => one.notes || one.label || corrects(one));
  return (
    <>
      <div className={css.opinionTop}>
        <strong>
          <Link
            to="/traffic"
            search={
              {
                open: item.entity_id,
                ...(item.entity_type !== "request" && { kind: item.entity_type }),
              } as never
            }
          >
            {visibleText(item.entity_id)}
          </Link>
        </strong>
        <span className="quiet">{words.position(item.position)}</span>
        <span>{visibleText(nameOf(record))}</span>
        <TrafficStatus status={record.status} />
        <span className="quiet">
          <Ago at={record.at} />
        </span>
        <span className="quiet" title={exact(item.leased_until)}>
          {words.until} {exact(item.leased_until).slice(11, 16)}
        </span>
      </div>
      <Asked record={record} />
      <Answered record={record} />
      {said.length > 0 && (
        <details>
          <summary>{words.said}</summary>
          {said.map((one) => (
            <div key={one.id} className={css.opinion}>
              <div className={css.opinionTop}>
                <strong>
                  {one.inferred
                    ? traffic.record.inferred(visibleText(modelOf(one)))
                    : visibleText(one.by ?? traffic.record.somebody)}
                </strong>
                {one.label && <span>{visibleText(one.label)}</span>}
                {corrects(one) && <span className="quiet">{traffic.saidOf.corrected}</span>}
              </div>
              {one.notes && <p>{visibleText(one.notes)}</p>}
            </div>
          ))}
        </details>
      )}
    </>
  );
}
