import type { Criterion } from "@/api/results";
import { around, UNIT, type Scale } from "@/parts/interval";

/** What a criterion is about, as its definition says. */
export function criterionName(criterion: Criterion): string {
  const what = criterion.type.replaceAll("_", " ");
  const whose = criterion.scorer ? ` of ${criterion.scorer}` : "";
  const where = criterion.section ? ` in ${criterion.section}` : "";
  const truth = criterion.truth ? " by people's corrections" : "";
  const limits = [
    criterion.min !== null && criterion.min !== undefined && `≥ ${criterion.min}`,
    criterion.max !== null && criterion.max !== undefined && `≤ ${criterion.max}`,
  ].filter(Boolean);
  return `${what}${whose}${where}${truth} ${limits.join(" and ")}`.trim();
}

/** Shares and scores stand between 0 and 1; differences and counts on a scale of their own. */
export function scaleOf(criterion: Criterion): Scale {
  const values = [
    criterion.observed,
    criterion.min,
    criterion.max,
    criterion.interval?.lower,
    criterion.interval?.upper,
  ].filter((v) => v !== null && v !== undefined);
  if (criterion.type === "max_regressions") {
    return { from: 0, to: Math.max(1, ...values) * 1.1 };
  }
  if (values.some((v) => v < 0)) return around(values, 0.05);
  return UNIT;
}
