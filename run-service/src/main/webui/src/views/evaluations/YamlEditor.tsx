import { Alert, Button, Group, List, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, type Schemas } from "@/api/client";
import { counted } from "@/format/numbers";
import { ProblemNote } from "@/parts/Notes";
import { useMay } from "@/session";
import { evaluations as words } from "@/words/evaluations";
import { fromYaml, toYaml } from "./yaml";

const SIMULATED = { provider: "simulated", model: "any" };

const BEGINNING = `description: What it is for
dataset: name-of-a-dataset
scorers:
  - id: exact_match
    threshold: 1
gate:
  - type: pass_rate
    min: 0.8
`;

type Definition = Record<string, unknown>;

/** A definition as text. The server checks it; saving makes a new version. */
export function YamlEditor({ name, definition }: { name: string | null; definition: unknown }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const mayRun = useMay("run");
  const [text, setText] = useState(() => (definition ? toYaml(definition) : BEGINNING));
  const [called, setCalled] = useState(name ?? "");
  const read = fromYaml(text);
  const fault = "fault" in read ? read.fault : null;
  const asked = "definition" in read ? read.definition : {};

  const check = useMutation({
    mutationFn: (of: Definition) =>
      body(
        api.POST("/v1/runs/preview", {
          body: (hasTarget(of) ? of : { ...of, target: SIMULATED }) as Schemas["Launch"],
        }),
      ),
  });
  const save = useMutation({
    mutationFn: async (of: Definition) => {
      const saved = await body(
        api.PUT("/v1/evaluations/{name}", {
          params: { path: { name: called } },
          body: of as Schemas["Launch"],
        }),
      );
      const now = await body(
        api.GET("/v1/evaluations/{name}", { params: { path: { name: called } } }),
      );
      return { warnings: saved.warnings ?? [], version: now.version ?? 0 };
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["evaluations"] });
      if (name === null) {
        await navigate({ to: "/evaluations/$name", params: { name: called } });
      }
    },
  });
  const first = check.data?.runs?.[0] ?? check.data;
  return (
    <Stack gap="sm" maw={860}>
      <Text size="sm" className="quiet">
        {words.edit.lead}
      </Text>
      {name === null && (
        <TextInput
          label={words.edit.name}
          required
          maw={360}
          value={called}
          onChange={(event) => setCalled(event.currentTarget.value)}
        />
      )}
      <Textarea
        label={words.edit.text}
        classNames={{ input: "mono" }}
        autosize
        minRows={14}
        maxRows={36}
        spellCheck={false}
        value={text}
        error={fault}
        onChange={(event) => {
          setText(event.currentTarget.value);
          check.reset();
          save.reset();
        }}
      />
      {check.isError && <ProblemNote error={check.error} />}
      {save.isError && <ProblemNote error={save.error} />}
      {check.isSuccess && first && (
        <Said
          text={(hasTarget(asked) ? words.edit.fine : words.edit.fineWithout)(
            counted(first.units ?? 0, "unit"),
          )}
          warnings={first.warnings ?? []}
        />
      )}
      {save.isSuccess && (
        <Said text={words.edit.saved(save.data.version)} warnings={save.data.warnings} />
      )}
      <Group gap="xs">
        <Button
          loading={save.isPending}
          disabled={fault !== null || called.trim() === ""}
          onClick={() => save.mutate(asked)}
        >
          {name === null ? words.edit.create : words.edit.save}
        </Button>
        {mayRun && (
          <Button
            variant="default"
            loading={check.isPending}
            disabled={fault !== null}
            onClick={() => check.mutate(asked)}
          >
            {words.edit.check}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Said({ text, warnings }: { text: string; warnings: Schemas["Warning"][] }) {
  return (
    <Alert variant="outline" color={warnings.length > 0 ? "yellow" : "accent"} role="status">
      <Text size="sm">{text}</Text>
      {warnings.length > 0 && (
        <>
          <Text size="sm">{words.edit.warnings}</Text>
          <List size="sm">
            {warnings.map((warning, i) => (
              <List.Item key={i}>
                {warning.message} <span className="quiet">{warning.code}</span>
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  );
}

function hasTarget(definition: Definition): boolean {
  return definition.target !== undefined || definition.targets !== undefined;
}
