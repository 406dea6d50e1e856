import type { Feedback } from "@/api/traffic";
import { jsonDiff } from "@/parts/diff/jsonDiff";

/** Whether a correction in JSON is there. */
export function corrects(said: Feedback): boolean {
  return said.response !== null && said.response !== undefined;
}

/**
 * The correction that counts: the newest of a person, else the one that a model inferred, of those
 * of which the server says that they stand. The list has the newest first, as the server gives it.
 */
export function truthOf(said: readonly Feedback[]): Feedback | null {
  const holding = said.filter((one) => one.stands && corrects(one));
  const newest = (ones: Feedback[]) =>
    ones.reduce<Feedback | null>(
      (best, one) => (best === null || Date.parse(one.at) > Date.parse(best.at) ? one : best),
      null,
    );
  return newest(holding.filter((one) => !one.inferred)) ?? newest(holding);
}

/** The model that inferred a correction, in a line. */
export function modelOf(said: Feedback): string {
  const by = (said.inferred_by ?? {}) as { provider?: unknown; model?: unknown };
  return [by.provider, by.model].filter((one) => typeof one === "string").join(" / ");
}

/**
 * Where the newest corrections of several people are not the same, by path; null while fewer than
 * two people have corrected it.
 */
export function between(said: readonly Feedback[]): { people: number; paths: string[] } | null {
  const people = new Map<string, Feedback>();
  for (const one of said) {
    if (one.inferred || one.replaced_at || !corrects(one) || !one.by) continue;
    const known = people.get(one.by);
    if (!known || Date.parse(one.at) > Date.parse(known.at)) people.set(one.by, one);
  }
  const [first, ...others] = [...people.values()];
  if (!first || others.length === 0) return null;
  const paths = others.flatMap((other) =>
    jsonDiff(first.response, other.response).map((one) => one.path),
  );
  return { people: people.size, paths: [...new Set(paths)] };
}
