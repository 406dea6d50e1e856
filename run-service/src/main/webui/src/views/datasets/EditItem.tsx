import { Alert, Button, Drawer, Group, SegmentedControl, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { uploadable, type DatasetItem } from "@/api/items";
import { datasets as words } from "@/words/datasets";
import { words as common } from "@/words/common";
import { fromText, type Edits } from "./edit";
import { EditFields } from "./EditFields";

type Draft = Record<string, unknown>;

/** An item as a form or as JSON. What is kept becomes part of the next version. */
export function EditItem({
  item,
  edits,
  close,
  keep,
  undo,
}: {
  /** Null for an item that is new. */
  item: DatasetItem | null;
  edits: Edits;
  close: () => void;
  keep: (id: string, item: Draft | null) => void;
  undo?: (() => void) | undefined;
}) {
  const [mode, setMode] = useState<"form" | "json">("form");
  const [draft, setDraft] = useState<Draft>(() =>
    item ? uploadable(item) : { id: "", input: "" },
  );
  const [json, setJson] = useState("");
  const [faults, setFaults] = useState<Record<string, string>>({});

  function change(to: "form" | "json") {
    if (to === "json") setJson(JSON.stringify(draft, null, 2));
    else if (!takeJson()) return;
    setMode(to);
  }

  function takeJson(): Draft | null {
    const read = fromText(json, true);
    const fault = "fault" in read ? words.edit.notJson(read.fault) : null;
    const value = "value" in read ? read.value : null;
    if (fault !== null || value === null || typeof value !== "object" || Array.isArray(value)) {
      setFaults({ json: fault ?? words.edit.notJson("{…}") });
      return null;
    }
    setFaults({});
    setDraft(value as Draft);
    return value as Draft;
  }

  function save() {
    const next = mode === "json" ? takeJson() : draft;
    if (next === null) return;
    const id = next.id;
    if (typeof id !== "string" || id.trim() === "") return setFaults({ id: words.edit.needsId });
    if (item === null && edits.has(id)) return setFaults({ id: words.edit.taken });
    // An id that was changed is still the item at this place.
    keep(item?.id ?? id, next);
    close();
  }

  const unreadable = Object.keys(faults).some((name) => name !== "id" && name !== "json");
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={720}
      title={item === null ? words.edit.titleNew : words.edit.title(item.id)}
      closeButtonProps={{ "aria-label": common.close }}
    >
      <Stack gap="sm">
        <SegmentedControl
          size="xs"
          value={mode}
          onChange={(value) => change(value as "form" | "json")}
          data={[
            { value: "form", label: words.edit.form },
            { value: "json", label: words.edit.json },
          ]}
        />
        {mode === "form" ? (
          <EditFields draft={draft} faults={faults} setDraft={setDraft} setFaults={setFaults} />
        ) : (
          <Textarea
            label={words.edit.json}
            classNames={{ input: "mono" }}
            autosize
            minRows={16}
            maxRows={32}
            spellCheck={false}
            value={json}
            error={faults.json}
            onChange={(event) => setJson(event.currentTarget.value)}
          />
        )}
        {mode === "json" && faults.id && <Alert color="red">{faults.id}</Alert>}
        <Group gap="xs">
          <Button onClick={save} disabled={mode === "form" && unreadable}>
            {words.edit.keep}
          </Button>
          {undo && (
            <Button variant="default" onClick={() => (undo(), close())}>
              {words.edit.undo}
            </Button>
          )}
          {item !== null && (
            <Button
              variant="default"
              ml="auto"
              onClick={() => {
                keep(item.id, null);
                close();
              }}
            >
              {words.edit.remove}
            </Button>
          )}
        </Group>
      </Stack>
    </Drawer>
  );
}
