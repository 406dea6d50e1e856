import { Stack, Text, Textarea } from "@mantine/core";
import { JsonField } from "@/parts/schemaForm/JsonField";
import { isInexact } from "@/parts/text/bounded";
import { correction as words } from "@/words/correction";
import { CorrectionForm } from "./CorrectionForm";
import type { Schema } from "./schema";

/**
 * The correction of an answer: as a form with its JSON below, each following the other; an answer in
 * words is corrected in words.
 */
export function Correction({
  text,
  schema,
  original,
  value,
  onChange,
}: {
  /** The answer is a text. */
  text: boolean;
  schema: Schema | null;
  original: unknown;
  value: unknown;
  onChange: (value: unknown, valid: boolean) => void;
}) {
  if (text) {
    return (
      <Textarea
        label={words.form}
        autosize
        minRows={4}
        maxRows={20}
        value={typeof value === "string" ? value : ""}
        onChange={(event) => onChange(event.currentTarget.value, true)}
      />
    );
  }
  return (
    <Stack gap="sm">
      {isInexact(value) && <Text size="sm">{words.inexact}</Text>}
      <CorrectionForm
        schema={schema}
        original={original}
        value={value}
        onChange={(next) => onChange(next, true)}
      />
      <JsonField label={words.json} rows={4} value={value} onChange={onChange} />
    </Stack>
  );
}
