import { Alert, Button, Group, NumberInput, Select, Skeleton, Stack, Text } from "@mantine/core";
import { Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, type Schemas } from "@/api/client";
import { problemOf } from "@/api/problem";
import { ProblemNote } from "@/parts/Notes";
import type { Values } from "@/parts/schemaForm/fields";
import { SchemaForm } from "@/parts/schemaForm/SchemaForm";
import { scorers as words } from "@/words/scorers";
import type { Scorer } from "./catalogue";
import { Preview } from "./Preview";
import css from "./Scorers.module.css";
import type { Kind } from "./search";
import { paramErrors } from "./trial";

/** The scorer of the catalogue whose parameters a kind of custom scorer has. */
const BASES: Record<Kind, string> = { expression: "expression", judge: "custom", http: "http" };

const CATEGORIES = [
  "correctness",
  "user_outcomes",
  "context_quality",
  "safety_and_security",
  "model_fit",
];

/** A scorer of one's own: its definition at the left, what it would do at the right. */
export function Editor({ kind, scorer }: { kind: Kind; scorer: Scorer | null }) {
  const { edit: said } = words;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const before = scorer?.definition;
  const [name, setName] = useState(scorer?.id ?? "");
  const [description, setDescription] = useState(before?.description ?? "");
  const [category, setCategory] = useState(before?.category ?? null);
  const [threshold, setThreshold] = useState<number | null>(before?.threshold ?? null);
  const [params, setParams] = useState<Values>((before?.params ?? {}) as Values);
  const [valid, setValid] = useState(true);
  const base = useQuery({
    queryKey: ["scorers", BASES[kind]],
    queryFn: () => body(api.GET("/v1/scorers/{id}", { params: { path: { id: BASES[kind] } } })),
  });
  const definition: Schemas["CustomScorer"] = {
    name,
    kind,
    params,
    ...(description !== "" && { description }),
    ...(category !== null && { category }),
    ...(threshold !== null && { threshold }),
  };
  const save = useMutation({
    mutationFn: () =>
      body(api.PUT("/v1/scorers/{id}", { params: { path: { id: name } }, body: definition })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["scorers"] });
      if (scorer === null) await navigate({ to: "/scorers/$id", params: { id: name } });
    },
  });
  const errors = save.isError ? paramErrors(problemOf(save.error).violations) : {};
  return (
    <div className={css.columns}>
      <Stack gap="sm" className={css.card}>
        {scorer && (
          <Text size="sm" className="quiet">
            {said.lead}
          </Text>
        )}
        {scorer === null && (
          <TextInput
            label={said.name}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <Textarea
          label={said.description}
          autosize
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <Group grow gap="xs" align="flex-start">
          <Select
            label={said.category}
            description={said.categoryDefault}
            data={CATEGORIES.map((value) => ({ value, label: words.categories[value] ?? value }))}
            value={category}
            clearable
            onChange={setCategory}
          />
          <NumberInput
            label={said.threshold}
            description={said.thresholdHelp}
            min={0}
            max={1}
            step={0.05}
            value={threshold ?? ""}
            onChange={(next) => setThreshold(next === "" ? null : Number(next))}
          />
        </Group>
        {base.isPending && <Skeleton height={160} />}
        {base.isError && <ProblemNote error={base.error} again={() => void base.refetch()} />}
        {base.data && (
          <SchemaForm
            schema={base.data.params}
            value={params}
            errors={errors}
            onChange={(next, readable) => {
              setParams(next);
              setValid(readable);
              // What was wrong was wrong of what stood there before.
              if (save.isError) save.reset();
            }}
          />
        )}
        {save.isError && <ProblemNote error={save.error} />}
        {save.isSuccess && (
          <Alert variant="outline" color="accent" role="status">
            {said.saved(save.data.version ?? 0)}
          </Alert>
        )}
        <Group>
          <Button
            loading={save.isPending}
            disabled={!valid || name.trim() === ""}
            onClick={() => save.mutate()}
          >
            {said.save}
          </Button>
        </Group>
      </Stack>
      <Preview definition={definition} ready={valid} asks={kind !== "expression"} />
    </div>
  );
}
