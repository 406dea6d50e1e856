import { Button, Group, Popover, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { readViews, removeView, saveView } from "@/api/boardRoutes";
import type { Search } from "@/parts/address";
import { ProblemNote } from "@/parts/Notes";
import { useMay } from "@/session";
import { runsWords } from "@/words/runs";
import { keptOf, opened } from "./search";

const words = runsWords.views;
const VIEW = "runs";

/** Filters that were kept under a name; to open, keep and delete them. */
export function SavedViews({ search, set }: { search: Search; set: (patch: Search) => void }) {
  const mayWrite = useMay("write");
  const [shown, setShown] = useState(false);
  const queries = useQueryClient();
  const views = useQuery({
    queryKey: ["views", VIEW],
    queryFn: () => readViews(VIEW),
    enabled: shown,
  });
  const again = () => queries.invalidateQueries({ queryKey: ["views"] });
  const remove = useMutation({ mutationFn: removeView, onSuccess: again });
  const saved = views.data ?? [];
  return (
    <Popover opened={shown} onChange={setShown} position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          fw={500}
          mt={2}
          aria-expanded={shown}
          onClick={() => setShown(!shown)}
        >
          {words.title} <span aria-hidden>&nbsp;▾</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Text size="xs" className="quiet">
            {saved.length === 0 && !views.isPending ? words.none : words.lead}
          </Text>
          {saved.map((view) => (
            <Group key={view.name} gap={4} wrap="nowrap" justify="space-between">
              <Button
                variant="subtle"
                justify="flex-start"
                aria-label={words.open(view.name)}
                onClick={() => {
                  set(opened(view.query));
                  setShown(false);
                }}
              >
                {view.name}
              </Button>
              {mayWrite && (
                <Button
                  variant="subtle"
                  color="gray"
                  px={8}
                  aria-label={words.remove(view.name)}
                  onClick={() => remove.mutate(view.name)}
                >
                  ×
                </Button>
              )}
            </Group>
          ))}
          {views.error && <ProblemNote error={views.error} again={() => void views.refetch()} />}
          {remove.error && <ProblemNote error={remove.error} />}
          {mayWrite && <Save query={keptOf(search)} onSaved={() => void again()} />}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Save({ query, onSaved }: { query: Search; onSaved: () => void }) {
  const [name, setName] = useState("");
  const save = useMutation({
    mutationFn: () => saveView({ name: name.trim(), view: VIEW, query: query as never }),
    onSuccess: () => {
      setName("");
      onSaved();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          label={words.name}
          flex={1}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!name.trim()} loading={save.isPending}>
          {words.save}
        </Button>
      </Group>
      {save.error && <ProblemNote error={save.error} />}
    </form>
  );
}
