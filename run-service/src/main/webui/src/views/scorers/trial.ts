import type { Schemas } from "@/api/client";
import type { Values } from "@/parts/schemaForm/fields";

/** What is scored in a try-out; what is undefined is absent, which is not the same as null. */
export interface Trial {
  output: unknown;
  expected?: unknown;
  input?: unknown;
  context?: unknown;
  choices?: unknown;
  answer?: unknown;
}

/** The request of a try-out: only what was given. */
export function trialBody(
  trial: Trial,
  params: Values,
  threshold: number | null,
): Schemas["ScorerTrial"] {
  const all = threshold === null ? params : { ...params, threshold };
  const given = Object.entries(trial).filter(([, value]) => value !== undefined);
  return {
    output: "",
    ...Object.fromEntries(given),
    ...(Object.keys(all).length > 0 && { params: all }),
  };
}

const KEPT = ["latency_ms", "cost", "tool_calls"] as const;

type Stored = Partial<Omit<NonNullable<Schemas["RunItemDetail"]["answer"]>, "output">> & {
  output?: unknown;
};

/** A stored answer as a trial; null when the item has none. */
export function trialOf(detail: { answer?: Stored | null; item?: unknown }): Trial | null {
  const stored = detail.answer;
  if (!stored || stored.output === undefined || stored.output === null) return null;
  const item = asObject(detail.item);
  const answer: Record<string, unknown> = Object.fromEntries(
    KEPT.map((name) => [name, stored[name]]).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  );
  const usage = Object.fromEntries(
    (
      [
        ["input", stored.tokens_in],
        ["cached", stored.tokens_cached],
        ["output", stored.tokens_out],
      ] as const
    ).filter(([, value]) => typeof value === "number"),
  );
  if (Object.keys(usage).length > 0) answer.usage = usage;
  return {
    output: stored.output,
    expected: item.expected,
    input: item.input,
    context: item.context,
    choices: item.choices,
    ...(Object.keys(answer).length > 0 && { answer }),
  };
}

/** Sentences of a problem by parameter, for the form. */
export function paramErrors(
  violations: { field: string; message: string }[],
): Record<string, string> {
  return Object.fromEntries(
    violations
      .map(({ field, message }) => [/(?:^|\.)params\.([^.[]+)/.exec(field)?.[1], message] as const)
      .flatMap(([name, message]) => (name ? [[name, message]] : [])),
  );
}

function asObject(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
}
