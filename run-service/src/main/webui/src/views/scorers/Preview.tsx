import { Button, Group, NumberInput, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "@/api/client";
import { Empty, ProblemNote } from "@/parts/Notes";
import { useMay } from "@/session";
import { scorers as words } from "@/words/scorers";
import { PreviewResult } from "./PreviewResult";
import css from "./Scorers.module.css";
import { useEndedRuns } from "./useRuns";

/** What a definition would make of answers that are there already, before it is saved. */
export function Preview({
  definition,
  ready,
  asks,
}: {
  definition: Schemas["CustomScorer"];
  ready: boolean;
  /** Whether it asks a model or an endpoint for real. */
  asks: boolean;
}) {
  const { preview: said } = words;
  const mayRun = useMay("run");
  const { runs, options } = useEndedRuns();
  const [run, setRun] = useState<string | null>(null);
  const [limit, setLimit] = useState(asks ? 10 : 100);
  const [section, setSection] = useState("");
  const preview = useMutation({
    mutationFn: () =>
      body(
        api.POST("/v1/scorers/preview", {
          body: {
            definition: { ...definition, name: definition.name || "preview" },
            ...(run !== null && { run }),
            limit,
            ...(section !== "" && { section }),
          },
        }),
      ),
  });
  return (
    <Stack gap="sm" className={css.card}>
      <Title order={2}>{said.title}</Title>
      <Text size="sm" className="quiet">
        {said.lead} {asks && said.asks}
      </Text>
      {runs.isSuccess && options.length === 0 ? (
        <Empty title={said.noRuns} />
      ) : (
        <>
          <Select label={said.run} data={options} searchable value={run} onChange={setRun} />
          <Group gap="xs" align="flex-end">
            <NumberInput
              label={said.limit}
              w={90}
              min={1}
              max={200}
              value={limit}
              onChange={(next) => setLimit(Number(next) || 1)}
            />
            <TextInput
              label={said.section}
              value={section}
              onChange={(event) => setSection(event.currentTarget.value)}
            />
            <Button
              variant="default"
              loading={preview.isPending}
              disabled={!ready || run === null || (asks && !mayRun)}
              onClick={() => preview.mutate()}
            >
              {said.go}
            </Button>
          </Group>
        </>
      )}
      {runs.isError && <ProblemNote error={runs.error} again={() => void runs.refetch()} />}
      {preview.isError && <ProblemNote error={preview.error} />}
      {preview.isSuccess && <PreviewResult preview={preview.data} />}
    </Stack>
  );
}
