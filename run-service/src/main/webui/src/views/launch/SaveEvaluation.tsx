import { Alert, Button, Group, List, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { api, body } from "@/api/client";
import { ProblemNote } from "@/parts/Notes";
import { words as common } from "@/words/common";
import { launchWords } from "@/words/launch";
import { asEvaluation } from "./asEvaluation";
import type { Draft } from "./draft";
import { errorAt, errorsOf } from "./errors";

const words = launchWords.save;

/** Saves what the sheet shows under a name, and says what the server made of it. */
export function SaveEvaluation({ view, named }: { view: Draft; named: string | null }) {
  const [opened, open] = useState(false);
  return (
    <>
      <Button size="sm" variant="default" onClick={() => open(true)}>
        {words.open}
      </Button>
      {opened && <Ask view={view} named={named} close={() => open(false)} />}
    </>
  );
}

function Ask({ view, named, close }: { view: Draft; named: string | null; close: () => void }) {
  const queries = useQueryClient();
  const [name, setName] = useState(named?.replace(/@\d+$/, "") ?? view.name ?? "");
  const save = useMutation({
    mutationFn: async (asked: Draft) => {
      const saved = await body(api.POST("/v1/evaluations", { body: asked }));
      const params = { path: { name: saved.name } };
      const now = await body(api.GET("/v1/evaluations/{name}", { params }));
      return { ...saved, version: now.version };
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["evaluations"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(asEvaluation(view, name));
  };
  return (
    <Modal
      opened
      onClose={close}
      title={words.title}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{words.lead}</Text>
          <TextInput
            label={words.name}
            required
            data-autofocus
            value={name}
            error={errorAt(errorsOf(save.error), "name")}
            onChange={(event) => {
              setName(event.currentTarget.value);
              save.reset();
            }}
          />
          {save.error && <ProblemNote error={save.error} />}
          {save.data && <Saved {...save.data} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {common.close}
            </Button>
            <Button type="submit" disabled={!name.trim()} loading={save.isPending}>
              {words.go}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Saved({
  name,
  version,
  warnings,
}: {
  name: string;
  version: number;
  warnings: { code: string; message: string }[];
}) {
  return (
    <Alert variant="outline" color={warnings.length > 0 ? "yellow" : "accent"} role="status">
      <Text size="sm">
        {words.done}{" "}
        <Link to="/evaluations/$name" params={{ name }}>
          {words.version(name, version)}
        </Link>
      </Text>
      {warnings.length > 0 && (
        <List size="sm">
          {warnings.map((warning) => (
            <List.Item key={warning.code + warning.message}>{warning.message}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
