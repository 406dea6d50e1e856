import { Stack, Text } from "@mantine/core";
import { useMemo, useRef } from "react";
import { schemaForm as words } from "@/words/schemaForm";
import { Field } from "./Field";
import { fieldsOf, withValue, type Values } from "./fields";

/**
 * A form for the parameters that a JSON schema describes. `value` has only what was set; the
 * second argument of `onChange` says whether every JSON field can be read. `errors` are sentences by
 * field, as the server's violations have them; `omit` leaves fields out that stand elsewhere.
 */
export function SchemaForm({
  schema,
  value,
  errors = {},
  omit = [],
  onChange,
}: {
  schema: unknown;
  value: Values;
  errors?: Record<string, string>;
  omit?: string[];
  onChange: (value: Values, valid: boolean) => void;
}) {
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const unreadable = useRef(new Set<string>());
  const shown = fields.filter((field) => !omit.includes(field.name));
  if (shown.length === 0) {
    return (
      <Text size="sm" className="quiet">
        {words.none}
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      {shown.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={value[field.name]}
          error={errors[field.name]}
          onChange={(next, valid) => {
            if (valid) unreadable.current.delete(field.name);
            else unreadable.current.add(field.name);
            onChange(withValue(value, field.name, next), unreadable.current.size === 0);
          }}
        />
      ))}
    </Stack>
  );
}
