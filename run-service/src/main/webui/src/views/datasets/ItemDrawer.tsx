import { Button, Drawer, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { api, body } from "@/api/client";
import { readItem } from "@/api/items";
import { count } from "@/format/numbers";
import { ProblemNote } from "@/parts/Notes";
import { useAddress } from "@/parts/useAddress";
import { visibleText } from "@/parts/text/visible";
import { useMay } from "@/session";
import { datasets as words } from "@/words/datasets";
import css from "./Datasets.module.css";
import { withEdit, type Edits } from "./edit";
import { EditItem } from "./EditItem";
import { ItemView } from "./ItemView";
import { readDatasetSearch } from "./search";
import { wayOf } from "./steps";

/** One item beside the table, with the way to the next and to an edit. */
export function ItemDrawer({
  name,
  version,
  n,
  can,
  edits,
  edit,
  step,
}: {
  name: string;
  version: number;
  n: number;
  /** Whether there is an item that way. */
  can: (by: 1 | -1) => boolean;
  edits: Edits;
  edit: (edits: Edits) => void;
  step: (by: 1 | -1) => void;
}) {
  const [, set] = useAddress(readDatasetSearch);
  const mayWrite = useMay("write");
  const [editing, setEditing] = useState(false);
  const item = useQuery({
    queryKey: ["datasets", name, "item", version, n],
    // Which version is the latest is not known at once.
    enabled: version > 0,
    queryFn: async () =>
      readItem(
        await body(
          api.GET("/v1/datasets/{name}/versions/{version}/items/{n}", {
            params: { path: { name, version: String(version), n } },
          }),
        ),
      ),
  });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const by = editing ? null : wayOf(event);
    if (by === null) return;
    event.preventDefault();
    step(by);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
  const edited = item.data && edits.get(item.data.id);
  const shown = edited?.item ? readItem({ ...edited.item, n }) : item.data;
  return (
    <>
      <Drawer
        opened={!editing}
        onClose={() => set({ item: undefined })}
        position="right"
        size={720}
        title={`${count(n)} · ${visibleText(item.data?.id ?? "")}`}
        closeButtonProps={{ "aria-label": words.one.close }}
      >
        <Stack gap="md">
          <Group gap="xs">
            <Button variant="default" disabled={!can(-1)} onClick={() => step(-1)}>
              {words.one.previous}
            </Button>
            <Button variant="default" disabled={!can(1)} onClick={() => step(1)}>
              {words.one.next}
            </Button>
            {mayWrite && item.data && (
              <Button variant="default" ml="auto" onClick={() => setEditing(true)}>
                {words.one.editItem}
              </Button>
            )}
          </Group>
          {edited && (
            <Text size="sm" className={css.edited}>
              {edited.item === null ? words.edit.removed : words.edit.edited}
            </Text>
          )}
          {item.isPending && <Skeleton height={240} />}
          {item.isError && <ProblemNote error={item.error} again={() => void item.refetch()} />}
          {shown && <ItemView item={shown} />}
        </Stack>
      </Drawer>
      {editing && item.data && shown && (
        <EditItem
          key={item.data.id}
          item={shown}
          edits={edits}
          close={() => setEditing(false)}
          keep={(id, value) => edit(withEdit(edits, id, { item: value, added: false }))}
          undo={edited && (() => edit(withEdit(edits, shown.id, undefined)))}
        />
      )}
    </>
  );
}
