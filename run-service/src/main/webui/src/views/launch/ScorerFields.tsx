import { Button, Group, NumberInput, Text, TextInput } from "@mantine/core";
import type { Schemas } from "@/api/client";
import { SchemaForm } from "@/parts/schemaForm/SchemaForm";
import { words as common } from "@/words/common";
import { launchWords } from "@/words/launch";
import { keyOf, type ScorerDraft } from "./draft";
import { errorAt, errorsWithin, type FieldErrors } from "./errors";
import css from "./Launch.module.css";

const words = launchWords.scorers;

interface Props {
  scorer: ScorerDraft;
  about: Schemas["Scorer"] | undefined;
  at: number;
  errors: FieldErrors;
  onChange: (scorer: ScorerDraft) => void;
  onRemove: () => void;
}

/** A scorer: what it is called here, from where on it passes, its parameters. */
export function ScorerFields({ scorer, about, at, errors, onChange, onRemove }: Props) {
  const key = keyOf(scorer);
  const field = `scorers[${at}]`;
  const put = (patch: Partial<ScorerDraft>) => onChange({ ...scorer, ...patch } as ScorerDraft);
  const within = errorsWithin(errors, `${field}.params`, field);
  const needsJudge = about?.needs.includes("judge");
  return (
    <fieldset className={css.target}>
      <legend className={css.legend}>{about?.name ?? scorer.id}</legend>
      <Text size="xs" className="quiet">
        {about?.description} {needsJudge && words.needsJudge}
      </Text>
      <div className={css.columns}>
        <TextInput
          label={words.key}
          placeholder={scorer.id}
          value={scorer.key ?? ""}
          error={errorAt(errors, `${field}.key`, `${field}.id`)}
          onChange={(event) => put({ key: event.currentTarget.value })}
        />
        <NumberInput
          label={words.threshold}
          placeholder="–"
          min={0}
          max={1}
          step={0.05}
          value={scorer.threshold ?? ""}
          error={errorAt(errors, `${field}.threshold`)}
          onChange={(value) => put({ threshold: value === "" ? undefined : Number(value) })}
        />
      </div>
      {scorer.threshold === undefined && (
        <Text size="xs" className="quiet">
          {words.thresholdHelp}
        </Text>
      )}
      <details className={css.more} open={Object.keys(within).length > 0 || undefined}>
        <summary>{words.params(key)}</summary>
        <SchemaForm
          schema={about?.params}
          value={(scorer.params ?? {}) as Record<string, unknown>}
          errors={within}
          onChange={(params, valid) => valid && put({ params: params as never })}
        />
      </details>
      <Group>
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={words.remove(key)}
          onClick={onRemove}
        >
          {common.remove}
        </Button>
      </Group>
    </fieldset>
  );
}
