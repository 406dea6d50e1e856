import { SegmentedControl, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { JsonField } from "@/parts/schemaForm/JsonField";
import { parts as words } from "@/words/parts";

/** A value that is a text or JSON; which of them is said beside it, so that `42` stays what it was. */
export function EitherField({
  label,
  value,
  required = false,
  onChange,
}: {
  label: string;
  value: unknown;
  required?: boolean;
  onChange: (value: unknown, valid: boolean) => void;
}) {
  const [json, setJson] = useState(value !== undefined && typeof value !== "string");
  return (
    <Stack gap={4}>
      {json ? (
        <JsonField label={label} rows={2} required={required} value={value} onChange={onChange} />
      ) : (
        <Textarea
          label={label}
          autosize
          minRows={2}
          maxRows={16}
          required={required}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value, true)}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label={words.either.of(label)}
        style={{ alignSelf: "flex-start" }}
        value={json ? "json" : "text"}
        onChange={(next) => {
          setJson(next === "json");
          if (next === "text" && typeof value !== "string") {
            onChange(value === undefined ? undefined : JSON.stringify(value), true);
          }
        }}
        data={[
          { value: "text", label: words.either.text },
          { value: "json", label: words.either.json },
        ]}
      />
    </Stack>
  );
}
