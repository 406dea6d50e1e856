import { Stack, Textarea, TextInput } from "@mantine/core";
import { EitherField } from "@/parts/EitherField";
import { withValue } from "@/parts/schemaForm/fields";
import { JsonField } from "@/parts/schemaForm/JsonField";
import { datasets as words } from "@/words/datasets";

type Draft = Record<string, unknown>;

const JSON_FIELDS = ["context", "choices", "assets", "extra"] as const;

/** The fields of an item, each in the form it has: text as text, all else as JSON. */
export function EditFields({
  draft,
  faults,
  setDraft,
  setFaults,
}: {
  draft: Draft;
  faults: Record<string, string>;
  setDraft: (draft: Draft) => void;
  setFaults: (faults: Record<string, string>) => void;
}) {
  const text = (name: string) => (typeof draft[name] === "string" ? draft[name] : "");
  function set(name: string, value: unknown, valid = true) {
    setDraft(withValue(draft, name, value));
    const others = Object.entries(faults).filter(([other]) => other !== name);
    setFaults(Object.fromEntries(valid ? others : [...others, [name, ""]]));
  }
  return (
    <Stack gap="sm">
      <TextInput
        label={words.edit.id}
        classNames={{ input: "mono" }}
        required
        value={text("id")}
        error={faults.id}
        onChange={(event) => setDraft({ ...draft, id: event.currentTarget.value })}
      />
      <EitherField
        label={words.one.fields.input}
        value={draft.input}
        onChange={(value, valid) => set("input", value, valid)}
      />
      <EitherField
        label={words.one.fields.expected}
        value={draft.expected}
        onChange={(value, valid) => set("expected", value, valid)}
      />
      {(["section", "label"] as const).map((name) => (
        <TextInput
          key={name}
          label={words.columns[name]}
          value={text(name)}
          onChange={(event) => set(name, event.currentTarget.value)}
        />
      ))}
      <Textarea
        label={words.one.fields.criteria}
        autosize
        minRows={1}
        value={text("criteria")}
        onChange={(event) => set("criteria", event.currentTarget.value)}
      />
      {JSON_FIELDS.map((name) => (
        <JsonField
          key={name}
          label={words.one.fields[name]}
          rows={1}
          value={draft[name]}
          onChange={(value, valid) => set(name, value, valid)}
        />
      ))}
    </Stack>
  );
}
