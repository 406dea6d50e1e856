import { Textarea } from "@mantine/core";
import { useState } from "react";
import { schemaForm as words } from "@/words/schemaForm";

/**
 * A value as JSON text. Text that is no JSON stays as it was typed and is told with `undefined` and
 * false; an empty field is no value.
 */
export function JsonField({
  label,
  help,
  required,
  value,
  error,
  rows = 3,
  placeholder,
  onChange,
}: {
  label: string;
  help?: string;
  required?: boolean;
  value: unknown;
  error?: string | undefined;
  rows?: number;
  placeholder?: string;
  onChange: (value: unknown, valid: boolean) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const written = value === undefined ? "" : JSON.stringify(value, null, 2);

  function type(text: string) {
    setDraft(text);
    if (text.trim() === "") {
      setFault(null);
      onChange(undefined, true);
      return;
    }
    try {
      const parsed: unknown = JSON.parse(text);
      setFault(null);
      onChange(parsed, true);
    } catch (e) {
      setFault(words.notJson(e instanceof Error ? e.message : String(e)));
      onChange(undefined, false);
    }
  }

  return (
    <Textarea
      label={`${label}, ${words.json}`}
      description={help}
      required={required ?? false}
      classNames={{ input: "mono" }}
      autosize
      minRows={rows}
      maxRows={24}
      spellCheck={false}
      placeholder={placeholder}
      value={draft ?? written}
      error={fault ?? error}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => fault === null && setDraft(null)}
    />
  );
}
