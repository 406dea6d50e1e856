import { Text } from "@mantine/core";
import type { Schemas } from "@/api/client";
import { oneLine } from "@/parts/text/visible";
import { launchWords } from "@/words/launch";
import css from "./Launch.module.css";

const words = launchWords.preview;
const SHOWN = 2_000;

/** What the model is sent for the first items, as the server renders it. */
export function SentPrompts({ prompts }: { prompts: Schemas["PreviewPrompt"][] }) {
  if (prompts.length === 0) return null;
  return (
    <details className={css.more} open>
      <summary>{words.sent}</summary>
      {prompts.map(({ item_id, messages, failure }) => (
        <div key={item_id} className={css.sent}>
          <Text size="xs" className="quiet cut" title={item_id}>
            {item_id}
          </Text>
          {failure && <Text size="sm">{failure}</Text>}
          {messages.map(({ role, text, cut }, at) => (
            <p key={at} className="mono">
              <span className="quiet">{role}</span> {oneLine(text, SHOWN)}
              {cut && <span className="quiet"> {words.sentCut}</span>}
            </p>
          ))}
        </div>
      ))}
    </details>
  );
}
