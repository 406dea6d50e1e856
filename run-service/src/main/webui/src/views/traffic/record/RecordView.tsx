import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { feedbackQuery, type Traffic } from "@/api/traffic";
import { ProblemNote } from "@/parts/Notes";
import { TrafficStatus } from "@/parts/Status";
import { visibleText } from "@/parts/text/visible";
import { Value } from "@/parts/Value";
import { useMay } from "@/session";
import { traffic } from "@/words/traffic";
import type { TextFilter } from "../search";
import css from "../Traffic.module.css";
import { Asked, Answered } from "./Asked";
import { factsOf } from "./facts";
import { GiveCorrection } from "./GiveCorrection";
import { Opinions } from "./Opinions";
import { Trace } from "./Trace";
import { Truth } from "./Truth";

const words = traffic.record;

/** A part of a record under its heading. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Everything of a record. */
export function RecordView({
  record,
  only,
}: {
  record: Traffic;
  only: (filter: Partial<Record<TextFilter, string>>) => void;
}) {
  const mayWrite = useMay("write");
  const [giving, give] = useState(false);
  const [history, setHistory] = useState(false);
  const said = useQuery(feedbackQuery(record.kind, record.id, history));
  return (
    <>
      <dl className={css.facts}>
        <div>
          <dt>{traffic.columns.status}</dt>
          <dd>
            <TrafficStatus status={record.status} />
          </dd>
        </div>
        {factsOf(record).map(({ name, value, filter }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {filter ? (
                <button
                  type="button"
                  className={css.fact}
                  title={words.only(name.toLowerCase())}
                  onClick={() => only(filter)}
                >
                  {visibleText(value)}
                </button>
              ) : (
                visibleText(value)
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Asked record={record} />
      <Answered record={record} />
      {said.isError && <ProblemNote error={said.error} again={() => void said.refetch()} />}
      {said.data && <Truth record={record} said={said.data} />}
      {mayWrite && !giving && (
        <div>
          <Button onClick={() => give(true)}>{words.give}</Button>
        </div>
      )}
      {giving && said.data && (
        <Part title={words.give}>
          <GiveCorrection record={record} said={said.data} close={() => give(false)} />
        </Part>
      )}
      {said.data && (
        <Opinions said={said.data} history={history} setHistory={setHistory} mayWrite={mayWrite} />
      )}
      {record.trace_id && <Trace id={record.trace_id} />}
      {record.metadata && Object.keys(record.metadata).length > 0 && (
        <Part title={words.metadata}>
          <Value value={record.metadata} label={words.metadata} />
        </Part>
      )}
    </>
  );
}
