import { Checkbox, NumberInput, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import css from "@/views/launch/Launch.module.css";
import { useScorers } from "@/views/launch/options";
import { Part } from "@/views/launch/Part";
import { evaluateWords } from "@/words/evaluateTraffic";
import type { PartProps } from "./part";
import { SPAN_EVALUATORS, withSpanEvaluator } from "./spanEvaluators";

const words = evaluateWords.spans;

/** What happened on the way to the answers, judged span by span. */
export function SpansPart({ search, set }: PartProps) {
  const catalogue = useScorers();
  const { spans } = search;
  const ranks = SPAN_EVALUATORS.some((one) => "ranks" in one && spans.includes(one.name));
  return (
    <Part title={words.title} lead={words.lead}>
      {SPAN_EVALUATORS.map(({ name, scorer, kind }) => {
        const about = catalogue.data?.find((one) => one.id === scorer);
        return (
          <Checkbox
            key={name}
            size="xs"
            label={
              <>
                <strong>{about?.name ?? scorer}</strong>
                <span className="quiet"> · {words.kinds[kind]}</span>
                {about?.needs.includes("judge") && (
                  <span className="quiet"> · {evaluateWords.evaluators.judge}</span>
                )}
              </>
            }
            description={words.when[name]}
            checked={spans.includes(name)}
            onChange={() => set({ spans: withSpanEvaluator(spans, name) })}
          />
        );
      })}
      {spans.length > 0 && (
        <div className={css.columns}>
          <SpanName search={search} set={set} />
          {ranks && (
            <NumberInput
              label={words.k}
              placeholder={words.kNone}
              min={1}
              max={1000}
              allowDecimal={false}
              value={search.k ?? ""}
              onChange={(k) => set({ k: k === "" ? undefined : Number(k) })}
            />
          )}
        </div>
      )}
    </Part>
  );
}

/** Typed here, and put into the address when one pauses. */
function SpanName({ search, set }: PartProps) {
  const [text, setText] = useState(search.spanName);
  const later = useDebouncedCallback((span_name: string) => set({ span_name }), 400);
  return (
    <TextInput
      label={words.name}
      placeholder={words.nameAll}
      maxLength={200}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}
