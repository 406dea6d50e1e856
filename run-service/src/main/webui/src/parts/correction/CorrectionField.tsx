import { NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { JsonField } from "@/parts/schemaForm/JsonField";
import { visibleText } from "@/parts/text/visible";
import { correction as words } from "@/words/correction";
import { emptied, type FormRow } from "./form";

/** The field of one place of a correction, by its kind. */
export function CorrectionField({ row, set }: { row: FormRow; set: (next: unknown) => void }) {
  const { value, kind } = row;
  const common = {
    id: `correct-${row.id}`,
    error: row.fault ? words.expects[kind] : undefined,
    placeholder: value === null ? words.null : row.absent ? words.absent : undefined,
  };
  // What does not fit is shown as it is, so that it can be seen and mended.
  const text = typeof value === "string" ? value : shown(value);
  const typed = (next: string) => set(next === "" ? emptied(row) : next);
  switch (kind) {
    case "integer":
    case "number":
      return (
        <NumberInput
          {...common}
          value={typeof value === "number" ? value : text}
          allowDecimal={kind === "number"}
          hideControls
          onChange={(next) => set(next === "" ? emptied(row) : next)}
        />
      );
    case "boolean":
      return (
        <Select
          {...common}
          clearable={row.nullable || !row.required}
          allowDeselect={false}
          data={[
            { value: "true", label: words.yes },
            { value: "false", label: words.no },
          ]}
          value={typeof value === "boolean" ? String(value) : null}
          onChange={(next) => set(next === null ? emptied(row) : next === "true")}
        />
      );
    case "choice":
      return (
        <Select
          {...common}
          clearable={row.nullable || !row.required}
          allowDeselect={false}
          data={choices(row)}
          value={value === null || value === undefined ? null : JSON.stringify(value)}
          onChange={(next) => set(next === null ? emptied(row) : (JSON.parse(next) as unknown))}
        />
      );
    case "long":
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={12}
          value={text}
          onChange={(event) => typed(event.currentTarget.value)}
        />
      );
    case "text":
      return (
        <TextInput
          {...common}
          value={text}
          onChange={(event) => typed(event.currentTarget.value)}
        />
      );
    default:
      return (
        <JsonField
          label={visibleText(row.label)}
          value={value}
          onChange={(next, valid) => valid && set(next === undefined ? emptied(row) : next)}
        />
      );
  }
}

/** The choices of the schema, and what stands there if it is none of them. */
function choices(row: FormRow): { value: string; label: string }[] {
  const all = row.fault ? [...row.options, row.value] : row.options;
  return [...new Set(all.map((one) => JSON.stringify(one)))].map((value) => ({
    value,
    label: visibleText(value.startsWith('"') ? String(JSON.parse(value)) : value),
  }));
}

function shown(value: unknown): string {
  return value === null || value === undefined ? "" : JSON.stringify(value);
}
