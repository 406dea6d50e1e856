import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { sourcesQuery } from "@/api/traffic";
import { ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import css from "@/views/launch/Launch.module.css";
import { Part } from "@/views/launch/Part";
import { evaluateWords } from "@/words/evaluateTraffic";
import { groupedSources, keyOfSource, sourceOfKey } from "../sources";
import type { PartProps } from "./part";

const words = evaluateWords.source;

/** Whose answers are evaluated; of an agent all of its versions, or one. */
export function SourcePart({ search, set }: PartProps) {
  const sources = useQuery(sourcesQuery);
  const { source } = search;
  const found = sources.data ?? [];
  const groups = groupedSources(found);
  const value = source && keyOfSource(source);
  const known = groups.some((group) => group.items.some((one) => one.value === value));
  // A link may name what is no longer logged; the server says what that means.
  const missing = source && sources.isSuccess && !known;
  const versions = found
    .filter((one) => one.source_type === "agent" && one.id === source?.id && one.agent_version)
    .map((one) => one.agent_version ?? "");
  if (sources.isError) {
    return <ProblemNote error={sources.error} again={() => void sources.refetch()} />;
  }
  return (
    <Part title={words.title}>
      <div className={css.columns}>
        <Select
          label={words.label}
          placeholder={found.length === 0 && sources.isSuccess ? words.none : words.choose}
          searchable
          maxDropdownHeight={360}
          data={
            missing
              ? [
                  ...groups,
                  {
                    group: evaluateWords.source.types[source.type],
                    items: [
                      { value: value ?? "", label: `${visibleText(source.id)} (${words.gone})` },
                    ],
                  },
                ]
              : groups
          }
          value={value}
          onChange={(key) => {
            const next = sourceOfKey(key);
            set({
              source_type: next?.type,
              id: next?.id,
              agent_version: undefined,
              // Another source has other fields.
              fields: undefined,
            });
          }}
        />
        {source?.type === "agent" && versions.length > 0 && (
          <Select
            label={words.version}
            placeholder={words.everyVersion}
            clearable
            data={versions.map((one) => ({ value: one, label: visibleText(one) }))}
            value={source.version || null}
            onChange={(agent_version) => set({ agent_version })}
          />
        )}
      </div>
    </Part>
  );
}
