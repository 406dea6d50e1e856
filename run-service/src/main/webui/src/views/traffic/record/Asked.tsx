import type { Traffic } from "@/api/traffic";
import { Content } from "@/parts/text/Content";
import { ModelText } from "@/parts/text/ModelText";
import { messagesOf } from "@/views/datasets/itemParts";
import { traffic } from "@/words/traffic";
import css from "../Traffic.module.css";

const words = traffic.record;

/** What was asked: message by message where it is a conversation. */
export function Asked({ record }: { record: Traffic }) {
  const messages = messagesOf(record.input);
  if (record.input === null || record.input === undefined) return null;
  return (
    <section className={css.part}>
      <h3>{words.input}</h3>
      {messages
        ? messages.map((message, i) => (
            <div key={i}>
              <span className="quiet">{message.role}</span>
              <Content value={message.content} name={message.role} />
            </div>
          ))
        : [<Content key="input" value={record.input} name={words.input} />]}
    </section>
  );
}

/** What was answered, or why nothing was. */
export function Answered({ record }: { record: Traffic }) {
  const answered = record.response !== null && record.response !== undefined;
  return (
    <section className={css.part}>
      <h3>{words.answer}</h3>
      {answered && <Content value={record.response} name={words.answer} />}
      {!answered && <p className="quiet">{words.noAnswer[record.status]}</p>}
      {record.error && <ModelText text={record.error} prose />}
    </section>
  );
}
