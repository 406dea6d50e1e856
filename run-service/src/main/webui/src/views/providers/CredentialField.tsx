import { Input, PasswordInput, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { providers as words } from "@/words/providers";
import type { Draft } from "./draft";

/** Where the credential comes from. What is stored is never shown; it is kept or given anew. */
export function CredentialField({
  draft,
  change,
  old,
  env,
  ambient,
}: {
  draft: Draft;
  change: (patch: Partial<Draft>) => void;
  old: boolean;
  env: string;
  ambient: boolean;
}) {
  const { form: said } = words;
  return (
    <Stack gap={6}>
      <Input.Label component="div">{said.credential}</Input.Label>
      <SegmentedControl
        size="xs"
        aria-label={said.credential}
        style={{ alignSelf: "flex-start" }}
        value={draft.credential}
        onChange={(value) => change({ credential: value as Draft["credential"], secret: "" })}
        data={[
          ...(old ? [{ value: "keep", label: said.keep }] : []),
          { value: "none", label: said.none },
          { value: "env", label: said.env },
          { value: "value", label: said.value },
          ...(ambient ? [{ value: "ambient", label: said.ambient }] : []),
        ]}
      />
      {draft.credential === "env" && (
        <TextInput
          label={said.envLabel}
          description={said.envHelp}
          required
          classNames={{ input: "mono" }}
          placeholder={env}
          value={draft.env}
          onChange={(event) => change({ env: event.currentTarget.value })}
        />
      )}
      {draft.credential === "ambient" && ambient && (
        <Input.Description>{said.ambientHelp}</Input.Description>
      )}
      {draft.credential === "value" && (
        <PasswordInput
          size="xs"
          label={said.valueLabel}
          description={said.valueHelp}
          required
          autoComplete="new-password"
          spellCheck={false}
          value={draft.secret}
          onChange={(event) => change({ secret: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}
