import { Button, Fieldset, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { providers as words } from "@/words/providers";
import { PRICES, withNumber, type ModelRow } from "./draft";
import css from "./Providers.module.css";

/** Models with their prices, a row each. */
export function ModelRows({
  models,
  change,
}: {
  models: ModelRow[];
  change: (models: ModelRow[]) => void;
}) {
  const { form: said } = words;
  const set = (at: number, row: ModelRow) =>
    change(models.map((each, i) => (i === at ? row : each)));
  return (
    <Fieldset legend={said.models} p="sm">
      <Stack gap="xs">
        <Text size="xs" className="quiet">
          {said.modelsLead}
        </Text>
        {models.map((row, i) => (
          <div key={i} className={css.model}>
            <TextInput
              label={said.model}
              value={row.name}
              onChange={(event) => set(i, { ...row, name: event.currentTarget.value })}
            />
            {PRICES.map((price) => (
              <NumberInput
                key={price}
                label={said.prices[price]}
                min={0}
                hideControls
                value={row.values[price] ?? ""}
                onChange={(value) =>
                  set(i, { ...row, values: withNumber(row.values, price, value) })
                }
              />
            ))}
            <Button
              variant="default"
              px={8}
              aria-label={said.removeModel(row.name)}
              onClick={() => change(models.filter((_, at) => at !== i))}
            >
              ✕
            </Button>
          </div>
        ))}
        <Button
          variant="subtle"
          style={{ alignSelf: "flex-start" }}
          onClick={() => change([...models, { name: "", values: {} }])}
        >
          {said.addModel}
        </Button>
      </Stack>
    </Fieldset>
  );
}
