import type { Improvement, OptimizeBody, OptimizePlan, RerunBody } from "@/api/improving";
import { cost, count } from "@/format/numbers";
import { outcomeWords } from "@/words/outcome";

const words = outcomeWords.improve;

/** How a rerun or an optimisation is filled in. */
export interface Asking {
  pairs: number | null;
  provider: string;
  model: string;
  instructions: string;
  /** The version to ask again; null to optimise first. */
  version: number | null;
}

export const UNASKED: Asking = {
  pairs: 30,
  provider: "",
  model: "",
  instructions: "",
  version: null,
};

export function optimizeBody(asking: Asking): OptimizeBody {
  const { pairs, provider, model } = asking;
  return {
    ...(pairs !== null && { pairs }),
    // One without the other says of nobody who is asked.
    ...(provider !== "" && model !== "" && { provider, model }),
    ...(asking.instructions.trim() !== "" && { instructions: asking.instructions.trim() }),
  };
}

/** A rerun of a version, or one that optimises first. */
export function rerunBody(asking: Asking): RerunBody {
  return asking.version === null
    ? { optimize: optimizeBody(asking) }
    : { skill_version: asking.version };
}

/** What a plan costs, in sentences; an unknown cost is said, never left out. */
export function costSaid(plan: {
  estimated_tokens?: number | null;
  estimated_cost: number | null;
}): string {
  const { estimated_tokens: tokens, estimated_cost: money } = plan;
  return [
    tokens === null || tokens === undefined ? "" : words.tokens(count(tokens)),
    money === null ? words.costUnknown : words.cost(cost(money)),
  ]
    .filter(Boolean)
    .join(" ");
}

/** The fields of a plan, those with most pairs first. */
export function fieldsSaid(plan: OptimizePlan): string {
  return Object.entries(plan.fields)
    .sort((a, b) => b[1] - a[1])
    .map(([path, pairs]) => `${path} ${count(pairs)}`)
    .join(", ");
}

/** The versions that came of them, as a text that is another one once there is another. */
export function versionsOf(improvements: readonly Improvement[]): string {
  return improvements
    .flatMap((one) => (one.version === null ? [] : [one.version]))
    .sort((a, b) => a - b)
    .join(" ");
}

/** Whether one of them is still under way. */
export function underWay(improvements: readonly Improvement[]): boolean {
  return improvements.some((one) => one.state === "asking" || one.state === "launching");
}
