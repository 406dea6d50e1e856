import { NumberInput, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { visibleText } from "@/parts/text/visible";
import { errorAt, type FieldErrors } from "@/views/launch/errors";
import { reviewWords } from "@/words/review";
import { RULES, type NewQueue } from "./make";

const words = reviewWords.make;
const LOOKED_AT = 100;

/** Which of the answers come in, with what that rule needs to know. */
export function RuleFields({
  queue,
  change,
  errors,
}: {
  queue: NewQueue;
  change: (patch: Partial<NewQueue>) => void;
  errors: FieldErrors;
}) {
  const ofRun = queue.rule === "low_score" || queue.rule === "disagreement";
  return (
    <>
      <Select
        label={words.rule}
        allowDeselect={false}
        data={RULES.map((value) => ({ value, label: reviewWords.rules[value] }))}
        value={queue.rule}
        onChange={(rule) => change({ rule: rule as NewQueue["rule"] })}
      />
      {ofRun && <RunFields queue={queue} change={change} errors={errors} />}
      {queue.rule === "low_score" && (
        <NumberInput
          label={words.below}
          min={0}
          max={1}
          step={0.05}
          value={queue.below ?? ""}
          error={errorAt(errors, "rule.below")}
          onChange={(next) => change({ below: typeof next === "number" ? next : null })}
        />
      )}
      {queue.rule === "sample" && (
        <NumberInput
          label={words.perDay}
          min={1}
          allowDecimal={false}
          value={queue.perDay ?? ""}
          error={errorAt(errors, "rule.per_day")}
          onChange={(next) => change({ perDay: typeof next === "number" ? next : null })}
        />
      )}
    </>
  );
}

function RunFields({
  queue,
  change,
  errors,
}: {
  queue: NewQueue;
  change: (patch: Partial<NewQueue>) => void;
  errors: FieldErrors;
}) {
  const runs = useQuery({
    queryKey: ["runs", "over traffic"],
    queryFn: async () => {
      const query = { status: "successful,partially_successful", limit: LOOKED_AT };
      const page = await body(api.GET("/v1/runs", { params: { query } }));
      return page.data.filter((run) => run.target?.traffic);
    },
  });
  const known = runs.data ?? [];
  const run = known.find((one) => one.id === queue.run);
  return (
    <>
      <Select
        label={words.run}
        searchable
        data={known.map((one) => ({ value: one.id, label: visibleText(one.name) }))}
        placeholder={runs.isSuccess && known.length === 0 ? words.noRuns : undefined}
        value={queue.run || null}
        error={errorAt(errors, "rule.run")}
        onChange={(next) => change({ run: next ?? "", scorer: "" })}
      />
      {queue.rule === "low_score" && (
        <Select
          label={words.scorer}
          data={(run?.scorers ?? []).map((one) => one.key)}
          value={queue.scorer || null}
          error={errorAt(errors, "rule.scorer")}
          onChange={(scorer) => change({ scorer: scorer ?? "" })}
        />
      )}
    </>
  );
}
