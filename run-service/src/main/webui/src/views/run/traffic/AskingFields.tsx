import { NumberInput, Select, SimpleGrid, Textarea } from "@mantine/core";
import { useVersions } from "@/views/skills/useVersions";
import { ModelFields } from "@/views/traffic/evaluate/ModelFields";
import { outcomeWords } from "@/words/outcome";
import type { Asking } from "./improving";

const words = outcomeWords.improve;
const FIRST = "optimize";

/** With which version, by which model, from how many failing answers. */
export function AskingFields({
  skill,
  kind,
  optimizes,
  asking,
  change,
}: {
  skill: string;
  kind: "optimize" | "rerun";
  optimizes: boolean;
  asking: Asking;
  change: (patch: Partial<Asking>) => void;
}) {
  const versions = useVersions(skill);
  const optimizing = kind === "optimize" || asking.version === null;
  return (
    <>
      {kind === "rerun" && (
        <Select
          label={words.version}
          allowDeselect={false}
          data={[
            ...(optimizes ? [{ value: FIRST, label: words.optimizeFirst }] : []),
            ...versions.rows.map((one) => ({
              value: String(one.version),
              label: words.versionOf(one.version),
            })),
          ]}
          value={asking.version === null ? FIRST : String(asking.version)}
          onChange={(next) => change({ version: next === FIRST || !next ? null : Number(next) })}
        />
      )}
      {optimizing && (
        <>
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
            <NumberInput
              label={words.pairs}
              min={1}
              max={200}
              allowDecimal={false}
              value={asking.pairs ?? ""}
              onChange={(next) => change({ pairs: typeof next === "number" ? next : null })}
            />
            <ModelFields
              label={words.model}
              placeholder={words.modelDefault}
              provider={asking.provider}
              model={asking.model}
              change={(provider, model) => change({ provider: provider ?? "", model: model ?? "" })}
            />
          </SimpleGrid>
          <Textarea
            label={words.instructions}
            autosize
            minRows={2}
            maxRows={8}
            value={asking.instructions}
            onChange={(event) => change({ instructions: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}
