import { Button, Checkbox, Group, Stack, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "@/api/client";
import { ProblemNote } from "@/parts/Notes";
import { settings as words } from "@/words/settings";
import { endOfDay } from "./keyState";
import { Shown } from "./Shown";

/** Makes a key and shows it once. Nothing of it is kept when this closes. */
export function NewKey() {
  const { keys: said } = words;
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>(["read"]);
  const [expires, setExpires] = useState("");
  const make = useMutation({
    mutationFn: () => {
      const end = endOfDay(expires);
      return body(
        api.POST("/v1/keys", {
          body: { name: name.trim(), scopes, ...(end !== null && { expires_at: end }) },
        }),
      );
    },
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["keys"] }),
  });
  if (make.isSuccess) {
    return (
      <Stack gap="sm">
        <Title order={2}>{said.done(make.data.name ?? "")}</Title>
        <Shown secret={make.data.key ?? ""} lead={said.once} />
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <TextInput
        label={said.name}
        description={said.nameHelp}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox.Group label={said.scopes} value={scopes} onChange={setScopes}>
        <Stack gap={8} mt={6}>
          {Object.entries(said.scope).map(([scope, label]) => (
            <Checkbox key={scope} size="xs" value={scope} label={label} />
          ))}
        </Stack>
      </Checkbox.Group>
      <TextInput
        type="date"
        label={said.expires}
        description={said.expiresHelp}
        maw={200}
        value={expires}
        onChange={(event) => setExpires(event.currentTarget.value)}
      />
      {make.isError && <ProblemNote error={make.error} />}
      <Group justify="flex-end">
        <Button
          loading={make.isPending}
          disabled={name.trim() === "" || scopes.length === 0}
          onClick={() => make.mutate()}
        >
          {said.go}
        </Button>
      </Group>
    </Stack>
  );
}
