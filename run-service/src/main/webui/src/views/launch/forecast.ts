import type { Schemas } from "@/api/client";
import { cost, count, score } from "@/format/numbers";
import { duration } from "@/format/times";
import { launchWords } from "@/words/launch";

const words = launchWords.preview;
type Range = Schemas["Range"];
type Preview = Schemas["RunPreview"];

/** A range as it is said: `$0.02–0.05`, one value where both ends read alike. */
export function range(of: Range, say: (value: number) => string): string {
  const low = say(of.low);
  const high = say(of.high);
  return low === high ? low : `${low}–${high}`;
}

export interface Line {
  name: string;
  value: string;
  title?: string;
}

/** What a launch takes, as ranges; what is not known says why. */
export function takes(forecast: Partial<Schemas["Estimate"]>): Line[] {
  const { duration_s, cost: money, calls, tokens_in, tokens_out, judges } = forecast;
  const seconds = (value: number) => duration(value * 1000);
  const line = (name: string, of: Range | null | undefined, say: (value: number) => string) =>
    of ? [{ name, value: range(of, say), title: words.expected(say(of.expected)) }] : [];
  return [
    ...line(words.duration, duration_s, seconds),
    ...(money === null
      ? [{ name: words.cost, value: cost(null), title: words.noCost }]
      : line(words.cost, money, cost)),
    ...line(words.calls, calls, count),
    ...line(words.tokensIn, tokens_in, count),
    ...line(words.tokensOut, tokens_out, count),
    ...(judges
      ? [
          {
            name: words.judges,
            value: `${range(judges.calls, count)} · ${judges.cost ? range(judges.cost, cost) : cost(null)}`,
            title: judges.cost ? undefined : words.noCost,
          },
        ]
      : []),
  ];
}

/** Each limit and what it costs in time; those that bind first. */
export function limitsOf(forecast: Schemas["Estimate"]): Line[] {
  return [...(forecast.limits ?? [])]
    .sort((a, b) => b.adds_seconds - a.adds_seconds)
    .map(({ limit, value, binding, adds_seconds }) => ({
      name: `${(words.limitNames as Record<string, string>)[limit] ?? limit}: ${count(value)}`,
      value: [
        adds_seconds > 0 ? words.adds(duration(adds_seconds * 1000)) : "",
        binding ? words.binding : "",
      ]
        .filter(Boolean)
        .join(", "),
    }));
}

const nullName = (name: string) => (words.nullNames as Record<string, string>)[name] ?? name;

/** The answers that know nothing and pass the gate all the same. */
export function passing(preview: Preview): string[] {
  return (preview.self_test?.null_answers ?? [])
    .filter((one) => one.verdict === "pass")
    .map((one) => nullName(one.name));
}

/** How far answers that know nothing come, criterion by criterion at its best. */
export function reached(preview: Preview): Line[] {
  return (preview.self_test?.null_answers ?? []).map((one) => ({
    name: nullName(one.name),
    value: one.criteria.map((criterion) => score(criterion.observed, 2)).join(" · "),
  }));
}

/** Whether the gate lets through what knows nothing. */
export function vacuous(preview: Preview): boolean {
  return preview.self_test?.vacuous === true;
}

/** The warnings that are not said elsewhere, once each. */
export function warningsOf(preview: Preview): string[] {
  const others = preview.warnings.filter((one) => one.code !== "VACUOUS_GATE");
  return [...new Set(others.map((one) => one.message))];
}
