import { Button, Fieldset, Group, NumberInput, Select, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "@/api/client";
import { ProblemNote } from "@/parts/Notes";
import { useAddress } from "@/parts/useAddress";
import { scorers as words } from "@/words/scorers";
import { readScorerSearch } from "./search";
import { trialOf, type Trial } from "./trial";
import { useEndedRuns } from "./useRuns";

/** Takes an answer of a run, so that a scorer can be tried on it. */
export function StoredAnswer({ take }: { take: (trial: Trial) => void }) {
  const { try: said } = words;
  const [{ run, item }, set] = useAddress(readScorerSearch);
  const { runs, options } = useEndedRuns();
  const [repeat, setRepeat] = useState(0);
  const read = useMutation({
    mutationFn: async () =>
      trialOf(
        await body(
          api.GET("/v1/runs/{id}/items/{n}", {
            params: { path: { id: run, n: item ?? 1 }, query: { repeat } },
          }),
        ),
      ),
    onSuccess: (trial) => {
      if (trial) take(trial);
    },
  });
  const known = options.some((option) => option.value === run);
  const data = run !== "" && !known ? [{ value: run, label: run }, ...options] : options;
  return (
    <Fieldset legend={said.stored} p="sm">
      <Group gap="xs" align="flex-end">
        <Select
          label={said.run}
          style={{ flex: "1 1 220px" }}
          data={data}
          searchable
          value={run || null}
          onChange={(value) => set({ run: value })}
        />
        <NumberInput
          label={said.item}
          w={110}
          min={1}
          value={item ?? 1}
          onChange={(value) => set({ item: Number(value) || 1 })}
        />
        <NumberInput
          label={said.repeat}
          w={80}
          min={0}
          value={repeat}
          onChange={(value) => setRepeat(Number(value) || 0)}
        />
        <Button
          variant="default"
          disabled={run === ""}
          loading={read.isPending}
          onClick={() => read.mutate()}
        >
          {said.take}
        </Button>
      </Group>
      {runs.isError && <ProblemNote error={runs.error} />}
      {read.isError && <ProblemNote error={read.error} />}
      {read.isSuccess && read.data === null && <Text size="sm">{said.noAnswer}</Text>}
    </Fieldset>
  );
}
