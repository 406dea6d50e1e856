import { Anchor, Group } from "@mantine/core";
import { useMemo, useState } from "react";
import { bytes, count } from "@/format/numbers";
import { partWords as words } from "@/words/parts";
import { bounded, FIRST_SHOWN, MOST_SHOWN } from "./bounded";
import { Download } from "./Download";
import css from "./Text.module.css";
import { visible } from "./visible";

/** A text without a bound, with everything shown that could hide in it. */
export function Visible({ text }: { text: string }) {
  const pieces = useMemo(() => visible(text), [text]);
  return pieces.map((piece, i) =>
    piece.hidden === null ? (
      piece.text
    ) : (
      <span key={i} className={css.hidden} title={words.hidden(piece.hidden)}>
        {piece.text}
      </span>
    ),
  );
}

/** What a model said, as text, bounded: more on demand, and what is too large as a download. */
export function ModelText({
  text,
  prose = false,
  name = "text",
}: {
  text: string;
  prose?: boolean;
  name?: string;
}) {
  const [most, setMost] = useState(FIRST_SHOWN);
  const part = bounded(text, most);
  if (text === "") return <span className="quiet">{words.empty}</span>;
  return (
    <>
      <pre className={`${css.text} ${prose ? css.prose : ""}`} dir="auto">
        <Visible text={part.text} />
        {part.left > 0 && "…"}
      </pre>
      {part.left > 0 && (
        <Group gap="xs" mt={6}>
          {most < MOST_SHOWN ? (
            <Anchor component="button" type="button" size="xs" onClick={() => setMost(MOST_SHOWN)}>
              {words.moreText(count(part.left))}
            </Anchor>
          ) : (
            <span className="quiet">{words.tooLarge(count(part.left))}</span>
          )}
          <Download text={text} name={`${name}.txt`} label={bytes(text.length)} />
        </Group>
      )}
    </>
  );
}
