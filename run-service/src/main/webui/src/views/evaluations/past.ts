import type { Schemas } from "@/api/client";

/** A run of an evaluation, as far as its history shows it. */
export interface Past {
  id: string;
  name: string;
  at: string | null;
  model: string;
  version: number | null;
  status: string;
  verdict: string | null;
  rate: number | null;
  low: number | null;
  high: number | null;
  cost: number | null;
}

/** Reads what the history shows of a run; its summary is free JSON in the document. */
export function pastOf(
  run: Partial<Omit<Schemas["Run"], "summary" | "target">> & {
    summary?: unknown;
    target?: unknown;
  },
): Past {
  const summary = asObject(run.summary);
  const interval = asObject(summary.pass_rate_interval);
  const target = asObject(run.target);
  return {
    id: run.id ?? "",
    name: run.name ?? run.id ?? "",
    at: run.finished_at ?? run.started_at ?? run.queued_at ?? null,
    model: run.alias ?? [target.provider, target.model].filter(Boolean).join(" / "),
    version: run.evaluation_version ?? null,
    status: run.status ?? "",
    verdict: run.verdict ?? null,
    rate: numberOf(summary.pass_rate),
    low: numberOf(interval.lower),
    high: numberOf(interval.upper),
    cost: run.cost ?? null,
  };
}

export interface Point extends Past {
  x: number;
  y: number;
  top: number;
  bottom: number;
}

/** The marks of a chart, the oldest at the left; runs without a pass rate have none. */
export function pointsOf(newestFirst: Past[], width: number, height: number): Point[] {
  const past = newestFirst.filter((run) => run.rate !== null).reverse();
  const step = width / Math.max(1, past.length);
  const y = (share: number) => (1 - share) * height;
  return past.map((run, i) => {
    const rate = run.rate ?? 0;
    return {
      ...run,
      x: step * (i + 0.5),
      y: y(rate),
      top: y(run.high ?? rate),
      bottom: y(run.low ?? rate),
    };
  });
}

function asObject(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
