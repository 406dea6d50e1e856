import { MultiSelect, NumberInput, Select, Text } from "@mantine/core";
import { counted } from "@/format/numbers";
import { launchWords } from "@/words/launch";
import { datasetOf, withDataset, type DatasetDraft } from "./draft";
import { errorAt } from "./errors";
import css from "./Launch.module.css";
import { useDatasets, useVersions } from "./options";
import { Part } from "./Part";
import type { PartProps } from "./part";

const words = launchWords.dataset;

/** Which items are asked. */
export function DatasetPart({ view, set, errors }: PartProps) {
  const dataset = datasetOf(view);
  const datasets = useDatasets();
  const versions = useVersions(dataset.name);
  const put = (patch: DatasetDraft) => set(withDataset({ ...dataset, ...patch }));
  const known = versions.data ?? [];
  const newest = datasets.data?.find((one) => one.name === dataset.name)?.latest_version;
  const version = known.find((one) => one.version === (dataset.version ?? newest)) ?? known[0];
  const sections = Object.entries(version?.sections ?? {});
  if (dataset.items) {
    return (
      <Part title={words.title}>
        <Text size="sm">{words.inline}</Text>
      </Part>
    );
  }
  return (
    <Part title={words.title}>
      <div className={css.columns}>
        <Select
          label={words.name}
          searchable
          required
          data={(datasets.data ?? []).map((one) => one.name)}
          nothingFoundMessage={words.none}
          value={dataset.name ?? null}
          error={errorAt(errors, "dataset", "dataset.name")}
          onChange={(name) => set(withDataset(name ? { name } : {}))}
        />
        <Select
          label={words.version}
          disabled={!dataset.name}
          allowDeselect={false}
          data={[
            { value: "", label: words.newest(newest ?? undefined) },
            ...known.map((one) => ({
              value: String(one.version),
              label: `${one.version} · ${counted(one.item_count, "item")}`,
            })),
          ]}
          value={dataset.version ? String(dataset.version) : ""}
          error={errorAt(errors, "dataset.version")}
          onChange={(value) => put({ version: value ? Number(value) : undefined })}
        />
        <NumberInput
          label={words.limit}
          placeholder={words.all}
          min={1}
          allowDecimal={false}
          value={dataset.limit ?? ""}
          error={errorAt(errors, "dataset.limit")}
          onChange={(value) => put({ limit: value === "" ? undefined : Number(value) })}
        />
      </div>
      {sections.length > 0 && (
        <MultiSelect
          label={words.sections}
          placeholder={dataset.sections?.length ? undefined : words.allSections}
          data={sections.map(([name, items]) => ({ value: name, label: `${name} (${items})` }))}
          value={dataset.sections ?? []}
          error={errorAt(errors, "dataset.sections")}
          onChange={(chosen) => put({ sections: chosen })}
        />
      )}
    </Part>
  );
}
