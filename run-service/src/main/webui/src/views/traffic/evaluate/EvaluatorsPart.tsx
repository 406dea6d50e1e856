import { Checkbox, NumberInput, Text, Textarea } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import css from "@/views/launch/Launch.module.css";
import { useScorers } from "@/views/launch/options";
import { Part } from "@/views/launch/Part";
import { evaluateWords } from "@/words/evaluateTraffic";
import { BY_FIELD, EVALUATORS } from "./evaluators";
import { ModelFields } from "./ModelFields";
import type { PartProps } from "./part";
import { withEvaluator } from "./search";
import { SPAN_EVALUATORS } from "./spanEvaluators";

const words = evaluateWords.evaluators;

/** How answers are judged, each with a line on when it is the right one. */
export function EvaluatorsPart({ search, set, schema }: PartProps & { schema: boolean }) {
  const catalogue = useScorers();
  const replay = search.mode === "replay";
  const offered = EVALUATORS.filter(
    (id) => (id !== "json_schema" || schema) && (id !== "llm_judge" || !replay),
  );
  const criteria = replay || search.evaluators.includes("llm_judge");
  const judges =
    criteria ||
    SPAN_EVALUATORS.some(
      (one) =>
        search.spans.includes(one.name) &&
        catalogue.data?.find(({ id }) => id === one.scorer)?.needs.includes("judge"),
    );
  return (
    <Part title={words.title}>
      {offered.map((id) => {
        const about = catalogue.data?.find((one) => one.id === id);
        return (
          <Checkbox
            key={id}
            size="xs"
            label={
              <>
                <strong>{about?.name ?? id}</strong>
                {about?.needs.includes("judge") && <span className="quiet"> · {words.judge}</span>}
              </>
            }
            description={words.when[id]}
            checked={search.evaluators.includes(id)}
            onChange={() => set({ evaluators: withEvaluator(search.evaluators, id) })}
          />
        );
      })}
      {search.evaluators.length + search.spans.length === 0 && !replay && (
        <Text size="sm" className="quiet" role="status">
          {words.none}
        </Text>
      )}
      <div className={css.columns}>
        {criteria && <Criteria search={search} set={set} />}
        {judges && (
          <ModelFields
            label={words.judgeOf}
            placeholder={words.judgeDefault}
            provider={search.judgeProvider}
            model={search.judgeModel}
            change={(judge_provider, judge_model) => set({ judge_provider, judge_model })}
          />
        )}
        {!replay && search.evaluators.some((id) => BY_FIELD.has(id)) && (
          <NumberInput
            label={words.min}
            placeholder={words.minNone}
            min={0}
            max={100}
            value={search.min ?? ""}
            onChange={(min) => set({ min: min === "" ? undefined : Number(min) })}
          />
        )}
      </div>
    </Part>
  );
}

/** Typed here, and put into the address when one pauses. */
function Criteria({ search, set }: PartProps) {
  const [text, setText] = useState(search.criteria);
  const later = useDebouncedCallback((criteria: string) => set({ criteria }), 400);
  return (
    <Textarea
      label={search.mode === "replay" ? words.criteriaReplay : words.criteria}
      description={words.criteriaHelp}
      autosize
      minRows={2}
      maxRows={8}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}
