import { Button, Group, NumberInput, Select, Switch, Text } from "@mantine/core";
import { launchWords } from "@/words/launch";
import {
  datasetOf,
  gateObject,
  keyOf,
  scorersOf,
  withGate,
  type Criterion,
  type Draft,
} from "./draft";
import { CriterionFields } from "./CriterionFields";
import { errorAt } from "./errors";
import css from "./Launch.module.css";
import { useVersions } from "./options";
import { Part } from "./Part";
import type { PartProps } from "./part";

const words = launchWords.gate;
const OPTIONS = [
  ["require_confidence", words.confidence],
  ["require_passport", words.passport],
  ["allow_vacuous", words.vacuous],
] as const;

/** The sections of the version that the draft is about. */
function useSections(view: Draft): string[] {
  const { name, version } = datasetOf(view);
  const versions = useVersions(name);
  const known = versions.data ?? [];
  const chosen = version ? known.find((one) => one.version === version) : known[0];
  return Object.keys(chosen?.sections ?? {});
}

/** The criteria that decide, and the star metric. */
export function GatePart({ view, set, errors }: PartProps) {
  const gate = gateObject(view);
  const keys = scorersOf(view).map(keyOf);
  const sections = useSections(view);
  const star = view.star_metric;
  const criteria = (next: Criterion[]) => set(withGate({ ...gate, criteria: next }));
  return (
    <Part title={words.title} lead={gate.criteria.length === 0 ? words.none : words.lead}>
      {gate.criteria.map((criterion, at) => (
        <CriterionFields
          key={at}
          criterion={criterion}
          at={at}
          keys={keys}
          sections={sections}
          errors={errors}
          onChange={(next) => criteria(gate.criteria.map((one, i) => (i === at ? next : one)))}
          onRemove={() => criteria(gate.criteria.filter((_, i) => i !== at))}
        />
      ))}
      {errorAt(errors, "gate") && (
        <Text size="sm" role="alert">
          {errorAt(errors, "gate")}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => criteria([...gate.criteria, { type: "pass_rate", min: 0.9 }])}
        >
          {words.add}
        </Button>
      </Group>
      {gate.criteria.length > 0 &&
        OPTIONS.map(([name, label]) => (
          <Switch
            key={name}
            size="xs"
            label={label}
            checked={!!gate[name]}
            onChange={(event) => set(withGate({ ...gate, [name]: event.currentTarget.checked }))}
          />
        ))}
      {keys.length > 0 && (
        <div className={css.columns}>
          <Select
            label={words.star}
            description={words.starLead}
            clearable
            data={keys}
            value={star?.scorer ?? null}
            error={errorAt(errors, "star_metric", "star_metric.scorer")}
            onChange={(scorer) =>
              set({
                star_metric: scorer ? { threshold: 0.8, ...star, scorer } : undefined,
              })
            }
          />
          {star && (
            <NumberInput
              label={words.starThreshold}
              min={0}
              max={1}
              step={0.05}
              value={star.threshold}
              error={errorAt(errors, "star_metric.threshold")}
              onChange={(value) => set({ star_metric: { ...star, threshold: Number(value) } })}
            />
          )}
        </div>
      )}
    </Part>
  );
}
