import { Button, Group, NumberInput, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "@/api/client";
import { problemOf } from "@/api/problem";
import { EitherField } from "@/parts/EitherField";
import { ProblemNote } from "@/parts/Notes";
import { JsonField } from "@/parts/schemaForm/JsonField";
import { SchemaForm } from "@/parts/schemaForm/SchemaForm";
import type { Values } from "@/parts/schemaForm/fields";
import { scorers as words } from "@/words/scorers";
import { defaultThreshold, type Scorer } from "./catalogue";
import css from "./Scorers.module.css";
import { StoredAnswer } from "./StoredAnswer";
import { paramErrors, trialBody, type Trial } from "./trial";
import { TrialResult } from "./TrialResult";

const FIELDS = ["expected", "input", "context", "choices"] as const;

/** A scorer on one answer that was pasted or stored. */
export function TryOut({ scorer }: { scorer: Scorer }) {
  const { try: said } = words;
  const [trial, setTrial] = useState<Trial>({ output: "" });
  // Taking a stored answer fills the fields anew.
  const [filled, setFilled] = useState(0);
  const [params, setParams] = useState<Values>({});
  const [threshold, setThreshold] = useState<number | null>(defaultThreshold(scorer));
  const [unreadable, setUnreadable] = useState<ReadonlySet<string>>(new Set());
  const run = useMutation({
    mutationFn: () =>
      body(
        api.POST("/v1/scorers/{id}/run", {
          params: { path: { id: scorer.id ?? "" } },
          body: trialBody(trial, params, threshold),
        }),
      ),
  });
  function mark(name: string, valid: boolean) {
    const next = new Set(unreadable);
    if (valid) next.delete(name);
    else next.add(name);
    setUnreadable(next);
  }
  const asks = (scorer.needs ?? []).includes("judge");
  const errors = run.isError ? paramErrors(problemOf(run.error).violations) : {};
  return (
    <div className={css.columns}>
      <Stack gap="sm" className={css.card}>
        <Text size="sm" className="quiet">
          {said.lead} {asks && said.judge}
        </Text>
        <StoredAnswer
          take={(next) => {
            setTrial(next);
            setFilled((times) => times + 1);
            setUnreadable(new Set());
          }}
        />
        <Stack gap="sm" key={filled}>
          <EitherField
            label={said.output}
            required
            value={trial.output}
            onChange={(output, valid) => {
              setTrial({ ...trial, output });
              mark("output", valid);
            }}
          />
          {FIELDS.map((name) => (
            <EitherField
              key={name}
              label={said[name]}
              value={trial[name]}
              onChange={(value, valid) => {
                setTrial({ ...trial, [name]: value === "" ? undefined : value });
                mark(name, valid);
              }}
            />
          ))}
          <JsonField
            label={said.answer}
            rows={1}
            value={trial.answer}
            onChange={(answer, valid) => {
              setTrial({ ...trial, answer });
              mark("answer", valid);
            }}
          />
        </Stack>
      </Stack>
      <Stack gap="sm">
        <Stack gap="sm" className={css.card}>
          <Title order={2}>{said.params}</Title>
          <NumberInput
            label={said.threshold}
            min={0}
            max={1}
            step={0.05}
            value={threshold ?? ""}
            onChange={(next) => setThreshold(next === "" ? null : Number(next))}
          />
          <SchemaForm
            schema={scorer.params}
            value={params}
            errors={errors}
            onChange={(next, valid) => {
              setParams(next);
              mark("params", valid);
              if (run.isError) run.reset();
            }}
          />
          <Group>
            <Button
              loading={run.isPending}
              disabled={unreadable.size > 0}
              onClick={() => run.mutate()}
            >
              {said.go}
            </Button>
          </Group>
        </Stack>
        {run.isError && <ProblemNote error={run.error} />}
        {run.isSuccess && (
          <section className={css.card} role="status">
            <Title order={2}>{said.result}</Title>
            <TrialResult score={run.data} />
          </section>
        )}
      </Stack>
    </div>
  );
}
