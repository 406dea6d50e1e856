import type { Message } from "@/api/runItems";
import { asText } from "@/parts/text/bounded";
import { ModelText } from "@/parts/text/ModelText";
import { visibleText } from "@/parts/text/visible";
import text from "@/parts/text/Text.module.css";
import { itemWords } from "@/words/item";
import css from "./Drawer.module.css";
import { assetAddress, messageParts, type MessagePart } from "./message";
import { Part } from "./Part";

const words = itemWords.drawer;

/** The conversation as it was sent, message by message. */
export function Prompt({ prompt }: { prompt: Message[] | null | undefined }) {
  return (
    <Part title={words.prompt}>
      {prompt ? (
        prompt.map((message, i) => (
          <div key={i} className={css.message}>
            <div className={css.role}>{visibleText(message.role)}</div>
            <div className={text.box} tabIndex={0} role="group" aria-label={message.role}>
              {messageParts(message.content).map((part, at) => (
                <Shown key={at} part={part} n={at + 1} />
              ))}
              {message.tool_calls ? <ModelText text={asText(message.tool_calls)} /> : null}
            </div>
          </div>
        ))
      ) : (
        <p className="quiet">{words.pushed}</p>
      )}
    </Part>
  );
}

/** A part of a message, or an image of an item. */
export function Shown({ part, n }: { part: MessagePart; n: number }) {
  switch (part.kind) {
    case "text":
      return <ModelText text={part.text} name="message" prose />;
    case "asset":
      return (
        <img
          className={css.image}
          src={assetAddress(part.sha256)}
          alt={words.asset(n)}
          loading="lazy"
        />
      );
    case "elsewhere":
      return <p className="quiet">{words.assetElsewhere}</p>;
    case "other":
      return <ModelText text={asText(part.value)} />;
  }
}
