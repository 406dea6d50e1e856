/**
 * What runs, their items and comparisons come to, as the API serves it. The document says of most
 * of these fields only that they are there; what each view relies on stands here in one place.
 */
type Maybe<T> = T | null | undefined;

export interface Interval {
  lower: number;
  upper: number;
  level?: number;
  method?: string;
}

export interface Bounds {
  lower: number;
  upper: number;
  unmeasured: number;
}

export interface Notice {
  code: string;
  message: string;
}

export interface ScorerSummary {
  scorer: string;
  threshold?: Maybe<number>;
  count: number;
  errors: number;
  skipped: number;
  unmeasured: number;
  mean?: Maybe<number>;
  mean_interval?: Maybe<Interval>;
  mean_bounds?: Maybe<Bounds>;
  passed?: Maybe<number>;
  failed?: Maybe<number>;
  pass_rate?: Maybe<number>;
  pass_rate_interval?: Maybe<Interval>;
  histogram?: Maybe<number[]>;
  fields?: Maybe<FieldsSummary>;
}

export interface FieldsSummary {
  matched: number;
  compared: number;
  accuracy?: Maybe<number>;
  interval?: Maybe<Interval>;
  fields: { field: string; correct: number; errors: number; accuracy: number; band?: string }[];
}

export interface GroupSummary {
  total: number;
  passed: number;
  failed: number;
  errored: number;
  skipped: number;
  cancelled: number;
  unmeasured: number;
  pass_rate?: Maybe<number>;
  pass_rate_interval?: Maybe<Interval>;
  pass_rate_bounds?: Maybe<Bounds>;
  mean_score?: Maybe<number>;
  mean_score_interval?: Maybe<Interval>;
  latency_ms?: Maybe<Record<string, number>>;
  scorers?: Maybe<Record<string, ScorerSummary>>;
}

export interface Spent {
  calls: number;
  tokens_in?: Maybe<number>;
  tokens_out?: Maybe<number>;
  cost?: Maybe<number>;
  known_cost?: Maybe<number>;
  cost_known?: boolean;
}

export type Usage = Record<string, Partial<Record<"billed" | "useful" | "saved", Maybe<Spent>>>>;

export interface Summary extends GroupSummary {
  ttft_ms?: Maybe<Record<string, number>>;
  tokens_per_s?: Maybe<Record<string, number>>;
  duration_ms?: Maybe<number>;
  usage?: Maybe<Usage>;
  sections?: Maybe<Record<string, GroupSummary>>;
  labels?: Maybe<Record<string, GroupSummary>>;
  sections_omitted?: number;
  labels_omitted?: number;
}

export interface Criterion {
  type: string;
  min?: Maybe<number>;
  max?: Maybe<number>;
  scorer?: Maybe<string>;
  section?: Maybe<string>;
  severity?: Maybe<string>;
  label?: Maybe<string>;
  observed?: Maybe<number>;
  interval?: Maybe<Interval>;
  bounds?: Maybe<Bounds>;
  passed: boolean;
  outcome: "pass" | "fail" | "inconclusive";
  headroom?: Maybe<number>;
  message?: Maybe<string>;
}

export interface SelfTest {
  vacuous?: boolean;
  best?: Maybe<({ observed?: Maybe<number>; null_answer?: Maybe<string> } | null)[]>;
}

export interface Counts {
  total: number;
  pending: number;
  in_flight: number;
  answered: number;
  passed: number;
  failed: number;
  errored: number;
  skipped: number;
  cancelled: number;
  cached: number;
}

export interface Unmeasured {
  truncated: number;
  filtered: number;
  refused: number;
  unparsable: number;
  without_expectation: number;
  errors: number;
}

export interface ScorerSpec {
  id: string;
  key?: Maybe<string>;
  threshold?: Maybe<number>;
}

export interface CanaryResult {
  score?: Maybe<number>;
  status?: Maybe<string>;
  as_expected?: Maybe<boolean>;
}

/** A run as the views of this folder read it. */
export interface RunDetail {
  id: string;
  name?: Maybe<string>;
  group?: Maybe<string>;
  alias?: Maybe<string>;
  label?: Maybe<string>;
  tags?: Maybe<string[]>;
  pinned?: Maybe<boolean>;
  status: string;
  verdict?: Maybe<string>;
  pass_status?: Maybe<boolean>;
  generation?: Maybe<number>;
  evaluation?: Maybe<string>;
  evaluation_version?: Maybe<number>;
  dataset?: Maybe<{ name: string; version: number }>;
  target?: Maybe<{ provider?: Maybe<string>; model?: Maybe<string>; push?: Maybe<boolean> }>;
  scorers?: Maybe<ScorerSpec[]>;
  judges?: Maybe<Record<string, { provider?: string; model?: string } | null>>;
  canaries?: Maybe<Record<string, Record<string, CanaryResult>>>;
  star_metric_result?: Maybe<{
    scorer?: Maybe<string>;
    value?: Maybe<number>;
    threshold?: Maybe<number>;
    pass_status?: Maybe<boolean>;
  }>;
  baseline?: Maybe<string>;
  repeats?: Maybe<number>;
  counts?: Maybe<Counts>;
  summary?: Maybe<Summary>;
  criteria?: Maybe<Criterion[]>;
  self_test?: Maybe<SelfTest>;
  stopped?: Maybe<{ verdict?: string; alpha?: number; settled?: number }>;
  unmeasured?: Maybe<Unmeasured>;
  warnings?: Maybe<Notice[]>;
  error?: Maybe<Notice>;
  mean_score?: Maybe<number>;
  cost?: Maybe<number>;
  known_cost?: Maybe<number>;
  rate_per_s?: Maybe<number>;
  eta_seconds?: Maybe<number>;
  queued_at?: Maybe<string>;
  started_at?: Maybe<string>;
  finished_at?: Maybe<string>;
}

export interface AgainstPeople {
  labels: number;
  disputed: number;
  agreement?: Maybe<number>;
  agreement_interval?: Maybe<Interval>;
  kappa?: Maybe<number>;
  true_positive_rate?: Maybe<number>;
  true_negative_rate?: Maybe<number>;
  issued: boolean;
  message?: Maybe<string>;
}

export interface JudgedRate {
  passport?: Maybe<string>;
  judged: number;
  pass_rate?: Maybe<number>;
  corrected_pass_rate?: Maybe<number>;
  corrected_pass_rate_interval?: Maybe<Interval>;
  message?: Maybe<string>;
  against_people: AgainstPeople;
}

export interface HumanLabel {
  id: string;
  position: number;
  repeat: number;
  scorer: string;
  passed?: Maybe<boolean>;
  by?: Maybe<string>;
  note?: Maybe<string>;
  stale?: Maybe<boolean>;
}
