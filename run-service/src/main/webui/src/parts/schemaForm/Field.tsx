import {
  Fieldset,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { schemaForm as words } from "@/words/schemaForm";
import {
  fault,
  fromList,
  groupOf,
  listOf,
  range,
  shownDefault,
  withValue,
  type SchemaField,
  type Values,
} from "./fields";
import { JsonField } from "./JsonField";

export interface FieldProps {
  field: SchemaField;
  value: unknown;
  error?: string | undefined;
  onChange: (value: unknown, valid: boolean) => void;
}

/** One field, by its kind. */
export function Field({ field, value, error, onChange }: FieldProps) {
  const set = (next: unknown) => onChange(next, true);
  const common = {
    label: field.label,
    description: help(field),
    required: field.required,
    error: error ?? fault(field, value) ?? undefined,
  };
  const text = typeof value === "string" ? value : "";
  switch (field.kind) {
    case "switch":
      return (
        <Switch
          size="xs"
          label={field.label}
          description={field.help}
          error={error}
          checked={Boolean(value ?? field.default)}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      );
    case "integer":
    case "number":
      return (
        <NumberInput
          {...common}
          value={typeof value === "number" ? value : ""}
          placeholder={shownDefault(field)}
          allowDecimal={field.kind === "number"}
          step={field.kind === "number" ? 0.05 : 1}
          onChange={(next) => set(next === "" ? undefined : Number(next))}
        />
      );
    case "choice":
      return (
        <Select
          {...common}
          data={field.options ?? []}
          value={typeof value === "string" ? value : null}
          placeholder={shownDefault(field) && words.default(shownDefault(field))}
          clearable={!field.required}
          onChange={(next) => set(next ?? undefined)}
        />
      );
    case "choices":
      return (
        <MultiSelect
          {...common}
          data={field.options ?? []}
          value={listOf(value ?? field.default)}
          onChange={set}
        />
      );
    case "list":
      return (
        <TagsInput
          {...common}
          splitChars={[]}
          acceptValueOnBlur
          placeholder={words.add}
          value={listOf(value)}
          onChange={(next) => set(fromList(field, next))}
        />
      );
    case "long":
      return (
        <Textarea
          {...common}
          classNames={{ input: "mono" }}
          autosize
          minRows={2}
          maxRows={16}
          spellCheck={false}
          placeholder={shownDefault(field)}
          value={text}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    case "text":
      return (
        <TextInput
          {...common}
          placeholder={shownDefault(field)}
          value={text}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    case "group":
      return <Group field={field} value={value} error={error} onChange={onChange} />;
    case "json":
      return (
        <JsonField
          label={field.label}
          help={field.help}
          required={field.required}
          error={error}
          value={value}
          placeholder={shownDefault(field)}
          onChange={onChange}
        />
      );
  }
}

function Group({ field, value, error, onChange }: FieldProps) {
  const values = value !== null && typeof value === "object" ? (value as Values) : {};
  return (
    <Fieldset legend={field.label} variant="default" p="xs">
      <Stack gap="xs">
        {field.help !== "" && (
          <Text size="xs" className="quiet">
            {field.help}
          </Text>
        )}
        {error !== undefined && <span role="alert">{error}</span>}
        {(field.fields ?? []).map((inner) => (
          <Field
            key={inner.name}
            field={inner}
            value={values[inner.name]}
            onChange={(next, valid) =>
              onChange(groupOf(withValue(values, inner.name, next)), valid)
            }
          />
        ))}
      </Stack>
    </Fieldset>
  );
}

function help(field: SchemaField): string {
  const bounds = range(field);
  return bounds === "" ? field.help : `${field.help} ${bounds}.`.trim();
}
