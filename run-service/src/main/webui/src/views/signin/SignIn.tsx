import { Button, Card, Center, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { ProblemNote } from "@/parts/Notes";
import { signIn } from "@/session";
import { words } from "@/words/common";

/** For who has no session: a key, or the printed link. */
export function SignIn({ again, error }: { again: boolean; error: unknown }) {
  const queries = useQueryClient();
  const [key, setKey] = useState("");
  const [refused, setRefused] = useState<unknown>(error ?? null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    try {
      queries.setQueryData(["session"], await signIn(key.trim()));
    } catch (e) {
      setRefused(e);
      setBusy(false);
    }
  }

  return (
    <Center component="main" mih="100vh" p="md">
      <Card withBorder w={420} maw="100%" p="lg">
        <form onSubmit={(event) => void submit(event)}>
          <Stack gap="sm">
            <Title order={1}>{words.signIn.title}</Title>
            <Text size="sm" className="quiet">
              {again ? words.signIn.again : words.signIn.lead}
            </Text>
            <PasswordInput
              label={words.signIn.key}
              placeholder={words.signIn.keyPlaceholder}
              autoComplete="off"
              spellCheck={false}
              value={key}
              onChange={(event) => setKey(event.currentTarget.value)}
              data-autofocus
              required
            />
            {refused !== null && <ProblemNote error={refused} />}
            <Button type="submit" loading={busy} disabled={key.trim() === ""}>
              {words.signIn.go}
            </Button>
          </Stack>
        </form>
      </Card>
    </Center>
  );
}
