import { Select, TagsInput, TextInput } from "@mantine/core";
import { ago } from "@/format/times";
import { useNow } from "@/parts/Time";
import { launchWords } from "@/words/launch";
import { datasetOf } from "./draft";
import { errorAt } from "./errors";
import css from "./Launch.module.css";
import { useBaselines } from "./options";
import { Part } from "./Part";
import type { PartProps } from "./part";

const words = launchWords.names;

/** What the run is found by later, and what it is held against. */
export function NamesPart({ view, set, errors }: PartProps) {
  const now = useNow();
  const baselines = useBaselines(datasetOf(view).name);
  const known = (baselines.data ?? []).map((run) => ({
    value: run.id,
    label: `${run.name} · ${ago(run.finished_at, now)}`,
  }));
  const { baseline } = view;
  const listed = !baseline || known.some((one) => one.value === baseline);
  return (
    <Part title={words.title}>
      <div className={css.columns}>
        <TextInput
          label={words.name}
          placeholder={words.nameHelp}
          value={view.name ?? ""}
          error={errorAt(errors, "name")}
          onChange={(event) => set({ name: event.currentTarget.value || undefined })}
        />
        {!view.targets && (
          <TextInput
            label={words.alias}
            value={view.alias ?? ""}
            error={errorAt(errors, "alias")}
            onChange={(event) => set({ alias: event.currentTarget.value || undefined })}
          />
        )}
        <TextInput
          label={words.label}
          value={view.label ?? ""}
          error={errorAt(errors, "label")}
          onChange={(event) => set({ label: event.currentTarget.value || undefined })}
        />
        <TagsInput
          label={words.tags}
          acceptValueOnBlur
          value={view.tags ?? []}
          error={errorAt(errors, "tags")}
          onChange={(tags) => set({ tags: tags.length > 0 ? tags : undefined })}
        />
        <Select
          label={words.baseline}
          description={words.baselineHelp}
          clearable
          searchable
          data={listed ? known : [{ value: baseline, label: baseline }, ...known]}
          value={baseline ?? null}
          error={errorAt(errors, "baseline")}
          onChange={(id) => set({ baseline: id ?? undefined })}
        />
      </div>
    </Part>
  );
}
