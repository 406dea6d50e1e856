import { Autocomplete, Select } from "@mantine/core";
import { useModels, useProviders } from "@/views/launch/options";
import { evaluateWords } from "@/words/evaluateTraffic";

/** Who is asked: a provider, and which of its models. */
export function ModelFields({
  label,
  placeholder,
  provider,
  model,
  change,
}: {
  label: string;
  placeholder: string;
  provider: string;
  model: string;
  change: (provider: string | undefined, model: string | undefined) => void;
}) {
  const providers = useProviders();
  const models = useModels(provider || null);
  return (
    <>
      <Select
        label={label}
        placeholder={placeholder}
        clearable
        data={(providers.data ?? []).map((one) => one.name)}
        value={provider || null}
        onChange={(next) => change(next ?? undefined, undefined)}
      />
      {provider !== "" && (
        <Autocomplete
          size="xs"
          label={evaluateWords.infer.model}
          data={models}
          value={model}
          onChange={(next) => change(provider, next)}
        />
      )}
    </>
  );
}
