import { Button, NumberInput, Select, TextInput } from "@mantine/core";
import { launchWords } from "@/words/launch";
import type { Criterion } from "./draft";
import { errorAt, type FieldErrors } from "./errors";
import css from "./Launch.module.css";

const words = launchWords.gate;
const options = (of: Record<string, string>) =>
  Object.entries(of).map(([value, label]) => ({ value, label }));

interface Props {
  criterion: Criterion;
  at: number;
  keys: string[];
  sections: string[];
  errors: FieldErrors;
  onChange: (criterion: Criterion) => void;
  onRemove: () => void;
}

/** A criterion: of what, how much of it, and what happens when it does not hold. */
export function CriterionFields(props: Props) {
  const { criterion, at, keys, sections, errors, onChange, onRemove } = props;
  const put = (patch: Partial<Criterion>) => onChange({ ...criterion, ...patch });
  const said = (field: string) =>
    errorAt(errors, `gate[${at}].${field}`, `gate.criteria[${at}].${field}`);
  const number = (value: string | number) => (value === "" ? undefined : Number(value));
  const step = criterion.type === "max_regressions" ? 1 : 0.05;
  return (
    <div className={css.criterion}>
      <Select
        label={words.type}
        data={options(words.types)}
        allowDeselect={false}
        value={criterion.type}
        error={said("type") ?? errorAt(errors, `gate[${at}]`, `gate.criteria[${at}]`)}
        onChange={(type) =>
          type && put({ type, ...(type !== "field_accuracy" && { truth: undefined }) })
        }
      />
      <Select
        label={words.scorer}
        placeholder={words.anyScorer}
        clearable
        data={keys}
        value={criterion.scorer ?? null}
        error={said("scorer")}
        onChange={(scorer) => put({ scorer })}
      />
      <Select
        label={words.section}
        placeholder={words.anySection}
        clearable
        searchable
        data={sections}
        value={criterion.section ?? null}
        error={said("section")}
        onChange={(section) => put({ section })}
      />
      {criterion.type === "field_accuracy" && (
        <Select
          label={words.truth}
          data={options(words.truths)}
          allowDeselect={false}
          value={criterion.truth ?? "all"}
          error={said("truth")}
          onChange={(truth) => put({ truth: truth === "human" ? truth : undefined })}
        />
      )}
      <NumberInput
        label={words.min}
        placeholder="–"
        step={step}
        value={criterion.min ?? ""}
        error={said("min")}
        onChange={(value) => put({ min: number(value) })}
      />
      <NumberInput
        label={words.max}
        placeholder="–"
        step={step}
        value={criterion.max ?? ""}
        error={said("max")}
        onChange={(value) => put({ max: number(value) })}
      />
      <Select
        label={words.severity}
        data={options(words.severities)}
        allowDeselect={false}
        value={criterion.severity ?? "error"}
        onChange={(severity) => put({ severity: severity === "warn" ? severity : undefined })}
      />
      <TextInput
        label={words.label}
        value={criterion.label ?? ""}
        onChange={(event) => put({ label: event.currentTarget.value })}
      />
      <Button
        variant="subtle"
        color="gray"
        px={8}
        aria-label={words.remove(at + 1)}
        onClick={onRemove}
      >
        ×
      </Button>
    </div>
  );
}
