import {
  Button,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "@/api/client";
import { readAll } from "@/api/pages";
import { ProblemNote } from "@/parts/Notes";
import { JsonField } from "@/parts/schemaForm/JsonField";
import { settings as words } from "@/words/settings";
import { readJudge, type Judge } from "./judge";

/** Whom scorers ask that name nobody. */
export function JudgeForm({ workspace }: { workspace: Schemas["Workspace"] }) {
  const { workspace: said } = words;
  const before = readJudge(workspace.judge);
  const queries = useQueryClient();
  const [provider, setProvider] = useState(before?.provider ?? null);
  const [model, setModel] = useState(before?.model ?? "");
  const [params, setParams] = useState<unknown>(before?.params ?? undefined);
  const [concurrency, setConcurrency] = useState<number | null>(before?.concurrency ?? null);
  const [valid, setValid] = useState(true);
  const providers = useQuery({
    queryKey: ["providers", "names"],
    queryFn: () =>
      readAll(
        (cursor) => body(api.GET("/v1/providers", { params: { query: { limit: 500, cursor } } })),
        500,
      ),
  });
  const save = useMutation({
    mutationFn: (judge: Judge | null) =>
      body(
        api.PATCH("/v1/workspaces/{id}", {
          params: { path: { id: workspace.id ?? "" } },
          body: { judge },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["workspaces"] }),
  });
  const judge: Judge = {
    provider,
    model: model.trim(),
    ...(params !== undefined && { params: params as Judge["params"] }),
    ...(concurrency !== null && { concurrency }),
  };
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs">
        <Select
          label={said.provider}
          data={(providers.data ?? []).flatMap((each) => each.name ?? [])}
          searchable
          value={provider}
          onChange={setProvider}
        />
        <TextInput
          label={said.model}
          value={model}
          onChange={(event) => setModel(event.currentTarget.value)}
        />
        <NumberInput
          label={said.concurrency}
          min={1}
          allowDecimal={false}
          value={concurrency ?? ""}
          onChange={(next) => setConcurrency(next === "" ? null : Number(next))}
        />
      </SimpleGrid>
      <JsonField
        label={said.params}
        rows={1}
        value={params}
        onChange={(next, readable) => {
          setParams(next);
          setValid(readable);
        }}
      />
      {save.isError && <ProblemNote error={save.error} />}
      <Group gap="xs">
        <Button
          loading={save.isPending}
          disabled={!valid || provider === null || model.trim() === ""}
          onClick={() => save.mutate(judge)}
        >
          {said.save}
        </Button>
        {before !== null && (
          <Button variant="default" onClick={() => save.mutate(null)}>
            {said.remove}
          </Button>
        )}
        {save.isSuccess && (
          <Text size="sm" role="status">
            {said.saved}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
