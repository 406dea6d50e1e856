import {
  Accordion,
  Button,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, body } from "@/api/client";
import { ProblemNote } from "@/parts/Notes";
import { JsonField } from "@/parts/schemaForm/JsonField";
import { SchemaForm } from "@/parts/schemaForm/SchemaForm";
import { words as common } from "@/words/common";
import { providers as words } from "@/words/providers";
import { CredentialField } from "./CredentialField";
import { draftOf, incomplete, inputOf, otherOptions, withNumber, type Provider } from "./draft";
import { FORMS, KINDS, kindOf } from "./kinds";
import { ModelRows } from "./ModelRows";

const LIMITS = [
  ["rpm", words.form.rpm],
  ["tpm", words.form.tpm],
  ["max_concurrency", words.form.concurrency],
] as const;

/** A provider by its kind. Null for a new one. */
export function ProviderForm({
  provider,
  close,
}: {
  provider: Provider | null;
  close: () => void;
}) {
  const { form: said } = words;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftOf(provider));
  const [unreadable, setUnreadable] = useState<ReadonlySet<string>>(new Set());
  const kind = FORMS[draft.kind];
  const change = (patch: Partial<typeof draft>) => setDraft({ ...draft, ...patch });
  function mark(name: string, valid: boolean) {
    const next = new Set(unreadable);
    if (valid) next.delete(name);
    else next.add(name);
    setUnreadable(next);
  }
  const save = useMutation({
    mutationFn: async () => {
      const params = { path: { name: draft.name.trim() } };
      const input = inputOf(draft);
      // To keep the credential, what it belongs to is changed; otherwise the record is replaced.
      return provider !== null && draft.credential === "keep"
        ? await body(api.PATCH("/v1/providers/{name}", { params, body: input }))
        : await body(api.PUT("/v1/providers/{name}", { params, body: input }));
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ["providers"] });
      await queries.invalidateQueries({ queryKey: ["prices"] });
      if (provider === null) {
        await navigate({ to: "/providers/$name", params: { name: saved.name ?? "" } });
      } else close();
    },
  });
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        <TextInput
          label={said.name}
          data-autofocus={provider === null || undefined}
          required
          disabled={provider !== null}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label={said.kind}
          data={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          value={draft.kind}
          allowDeselect={false}
          onChange={(value) => change({ kind: kindOf(value) })}
        />
      </SimpleGrid>
      {kind.address !== "none" && (
        <TextInput
          label={said.baseUrl}
          description={kind.address === "needed" ? said.baseUrlNeeded : said.baseUrlHelp}
          required={kind.address === "needed"}
          classNames={{ input: "mono" }}
          placeholder={kind.placeholder}
          value={draft.baseUrl}
          onChange={(event) => change({ baseUrl: event.currentTarget.value })}
        />
      )}
      {kind.credential && (
        <CredentialField
          draft={draft}
          change={change}
          old={provider !== null}
          env={kind.env}
          ambient={kind.ambient ?? false}
        />
      )}
      <ModelRows models={draft.models} change={(models) => change({ models })} />
      <Accordion variant="separated" multiple defaultValue={["options"]}>
        <Accordion.Item value="options">
          <Accordion.Control>{said.options}</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              <SchemaForm
                key={draft.kind}
                schema={kind.options}
                value={draft.options}
                onChange={(options, valid) => {
                  change({ options });
                  mark("options", valid);
                }}
              />
              <JsonField
                key={`${draft.kind} others`}
                label={said.otherOptions}
                rows={1}
                value={noneIfEmpty(otherOptions(draft.kind, draft.options))}
                onChange={(value, valid) => {
                  const known = Object.entries(draft.options).filter(
                    ([name]) => !(name in otherOptions(draft.kind, draft.options)),
                  );
                  change({ options: { ...Object.fromEntries(known), ...(value as object) } });
                  mark("others", valid);
                }}
              />
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="limits">
          <Accordion.Control>{said.limits}</Accordion.Control>
          <Accordion.Panel>
            <Group grow gap="xs">
              {LIMITS.map(([name, label]) => (
                <NumberInput
                  key={name}
                  label={label}
                  min={1}
                  allowDecimal={false}
                  value={draft.limits[name] ?? ""}
                  onChange={(value) => change({ limits: withNumber(draft.limits, name, value) })}
                />
              ))}
            </Group>
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="more">
          <Accordion.Control>{said.more}</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              <Group grow gap="xs" align="flex-end">
                {Object.entries(said.timeouts).map(([name, label]) => (
                  <NumberInput
                    key={name}
                    label={label}
                    min={1}
                    allowDecimal={false}
                    value={draft.timeouts[name] ?? ""}
                    onChange={(value) =>
                      change({ timeouts: withNumber(draft.timeouts, name, value) })
                    }
                  />
                ))}
              </Group>
              <NumberInput
                label={said.attempts}
                maw={180}
                min={1}
                allowDecimal={false}
                value={draft.attempts ?? ""}
                onChange={(value) => change({ attempts: value === "" ? null : Number(value) })}
              />
              <JsonField
                label={said.headers}
                rows={1}
                value={draft.headers}
                onChange={(headers, valid) => {
                  change({ headers });
                  mark("headers", valid);
                }}
              />
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
      {save.isError && <ProblemNote error={save.error} />}
      <Group gap="xs">
        <Button
          loading={save.isPending}
          disabled={incomplete(draft) || unreadable.size > 0}
          onClick={() => save.mutate()}
        >
          {said.save}
        </Button>
        <Button variant="default" onClick={close}>
          {common.cancel}
        </Button>
      </Group>
    </Stack>
  );
}

function noneIfEmpty(values: Record<string, unknown>): Record<string, unknown> | undefined {
  return Object.keys(values).length === 0 ? undefined : values;
}
