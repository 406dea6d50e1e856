import { Autocomplete, NumberInput, Select } from "@mantine/core";
import { launchWords } from "@/words/launch";
import { judgeOf, tidy, type Draft } from "./draft";
import { errorAt } from "./errors";
import css from "./Launch.module.css";
import { useModels, useProviders } from "./options";
import { Part } from "./Part";
import type { PartProps } from "./part";

const words = launchWords.plan;
const options = (of: Record<string, string>) =>
  Object.entries(of).map(([value, label]) => ({ value, label }));

/** An object of a draft changed; without anything in it, it is left out. */
function within<T extends object>(object: T | null | undefined, patch: Partial<T>): T | undefined {
  const next = tidy({ ...object, ...patch });
  return Object.keys(next).length > 0 ? (next as T) : undefined;
}

function earlyOf(view: Draft): "off" | "certain" | "alpha" {
  if (!view.early_stop) return "off";
  return view.early_stop === "certain" ? "certain" : "alpha";
}

/** How often, how fast, in what order, and where it is cut. */
export function PlanPart({ view, set, errors }: PartProps) {
  const early = earlyOf(view);
  const alpha = typeof view.early_stop === "object" ? (view.early_stop?.alpha ?? 0.05) : 0.05;
  const number = (
    label: string,
    value: number | null | undefined,
    field: string,
    usual: string | number,
    change: (value: number | undefined) => Draft,
    step = 1,
  ) => (
    <NumberInput
      label={label}
      placeholder={typeof usual === "number" ? words.usual(usual) : usual}
      min={0}
      step={step}
      value={value ?? ""}
      error={errorAt(errors, field)}
      onChange={(next) => set(change(next === "" ? undefined : Number(next)))}
    />
  );
  const { budget, fail_fast: fast, policy } = view;
  return (
    <Part title={words.title}>
      <Judge view={view} set={set} errors={errors} />
      <div className={css.columns}>
        {number(words.repeats, view.repeats, "repeats", 1, (repeats) => ({ repeats }))}
        {number(words.concurrency, view.concurrency, "concurrency", 16, (concurrency) => ({
          concurrency,
        }))}
        {number(words.attempts, policy?.max_attempts, "policy.max_attempts", 5, (max_attempts) => ({
          policy: within(policy, { max_attempts }),
        }))}
        <Select
          label={words.order}
          data={options(words.orders)}
          allowDeselect={false}
          value={view.order ?? "stratified"}
          onChange={(order) =>
            set({ order: order === "stratified" ? undefined : (order as never) })
          }
        />
        {number(words.seed, view.seed, "seed", 0, (seed) => ({ seed }))}
        <Select
          label={words.cache}
          data={options(words.caches)}
          allowDeselect={false}
          value={view.cache ?? "off"}
          onChange={(cache) => set({ cache: cache === "off" ? undefined : (cache as never) })}
        />
        <Select
          label={words.early}
          data={options(words.earlies)}
          allowDeselect={false}
          value={early}
          error={errorAt(errors, "early_stop")}
          onChange={(value) =>
            set({
              early_stop:
                value === "off" ? undefined : value === "certain" ? "certain" : { alpha: 0.05 },
            })
          }
        />
        {early === "alpha" &&
          number(
            words.alpha,
            alpha,
            "early_stop.alpha",
            0.05,
            (next) => ({
              early_stop: { alpha: next ?? 0.05 },
            }),
            0.01,
          )}
        {number(words.maxCost, budget?.max_cost, "budget.max_cost", words.none, (max_cost) => ({
          budget: within(budget, { max_cost }),
        }))}
        {number(words.maxTokens, budget?.max_tokens, "budget.max_tokens", words.none, (tokens) => ({
          budget: within(budget, { max_tokens: tokens }),
        }))}
        {number(
          words.maxDuration,
          budget?.max_duration_s,
          "budget.max_duration_s",
          words.none,
          (seconds) => ({ budget: within(budget, { max_duration_s: seconds }) }),
        )}
        {number(
          words.errorRate,
          fast?.error_rate,
          "fail_fast.error_rate",
          words.none,
          (error_rate) => ({ fail_fast: within(fast, { error_rate }) }),
          0.05,
        )}
        {number(words.after, fast?.after, "fail_fast.after", words.none, (after) => ({
          fail_fast: within(fast, { after }),
        }))}
      </div>
    </Part>
  );
}

function Judge({ view, set, errors }: PartProps) {
  const judge = judgeOf(view);
  const providers = useProviders();
  const models = useModels(judge.provider);
  const put = (patch: Partial<typeof judge>) =>
    set({ judge: within(judge, patch) as Draft["judge"] });
  return (
    <div className={css.columns}>
      <Select
        label={words.judge}
        description={words.judgeLead}
        placeholder={words.workspaceJudge}
        clearable
        data={(providers.data ?? []).map((one) => one.name)}
        value={judge.provider ?? null}
        error={errorAt(errors, "judge", "judge.provider")}
        onChange={(provider) => (provider ? put({ provider }) : set({ judge: undefined }))}
      />
      {judge.provider && (
        <Autocomplete
          size="xs"
          label={launchWords.target.model}
          data={models}
          value={judge.model ?? ""}
          error={errorAt(errors, "judge.model")}
          onChange={(model) => put({ model })}
        />
      )}
    </div>
  );
}
