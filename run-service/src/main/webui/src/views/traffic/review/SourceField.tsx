import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { sourcesQuery } from "@/api/traffic";
import { reviewWords } from "@/words/review";
import { groupedSources, keyOfSource, sourceOfKey } from "../sources";
import type { NewQueue } from "./make";

const words = reviewWords.make;

/** Of what the answers of a queue are; of everything while nothing is chosen. */
export function SourceField({
  source,
  change,
}: {
  source: NewQueue["source"];
  change: (source: NewQueue["source"]) => void;
}) {
  const sources = useQuery(sourcesQuery);
  return (
    <Select
      label={words.source}
      placeholder={words.anySource}
      searchable
      clearable
      data={groupedSources(sources.data ?? [])}
      value={source && keyOfSource(source)}
      onChange={(key) => change(sourceOfKey(key))}
    />
  );
}
