import type { Schemas } from "./client";

/** What runs come to, by the names that the views use; all of it is the document's. */
export type RunDetail = Schemas["Run"];
export type Interval = Schemas["Interval"];
export type Bounds = Schemas["Bounds"];
export type Notice = Schemas["Warning"];
export type Summary = Schemas["Summary"];
export type GroupSummary = Schemas["GroupSummary"];
export type ScorerSummary = Schemas["ScorerSummary"];
export type SpanSummary = Schemas["SpanSummary"];
export type Spent = Schemas["SpendingAmount"];
export type Usage = Schemas["Spending"];
export type Criterion = Schemas["CriterionResult"];
export type SelfTest = Schemas["SelfTest"];
export type Counts = Schemas["RunCounts"];
export type Unmeasured = Schemas["Unmeasured"];
export type ScorerSpec = Schemas["RunScorer"];
export type CanaryResult = Schemas["CanaryResult"];
export type AgainstPeople = Schemas["JudgeAgainstPeople"];
export type JudgedRate = Schemas["JudgedRate"];
/** As much of a label as is shown; one that is being given has no more yet. */
export type HumanLabel = Pick<
  Schemas["HumanLabelView"],
  "id" | "position" | "repeat" | "scorer" | "passed" | "by"
> & { stale?: boolean };
