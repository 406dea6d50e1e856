import type { Notice } from "./results";

type Maybe<T> = T | null | undefined;

export interface ScoreBrief {
  score?: Maybe<number>;
  status: string;
  passed?: Maybe<boolean>;
  reason?: Maybe<string>;
  error?: Maybe<string>;
}

/** A unit as the list shows it. */
export interface ItemEntry {
  position: number;
  repeat: number;
  item_id?: Maybe<string>;
  section?: Maybe<string>;
  label?: Maybe<string>;
  status: string;
  reason?: Maybe<string>;
  input?: Maybe<string>;
  expected?: Maybe<string>;
  output?: Maybe<string>;
  scores?: Maybe<Record<string, ScoreBrief>>;
  latency_ms?: Maybe<number>;
  attempts?: Maybe<number>;
  cost?: Maybe<number>;
  cached?: Maybe<boolean>;
  unmeasured?: Maybe<string[]>;
  error?: Maybe<Notice>;
}

export interface Page<T> {
  data: T[];
  next_cursor?: Maybe<string>;
}

export interface Message {
  role: string;
  name?: Maybe<string>;
  content?: unknown;
  tool_calls?: unknown;
}

export interface Answer {
  output?: unknown;
  tool_calls?: unknown;
  finish_reason?: Maybe<string>;
  refusal?: Maybe<string>;
  reasoning?: Maybe<string>;
  model?: Maybe<string>;
  request_id?: Maybe<string>;
  trace_id?: Maybe<string>;
  latency_ms?: Maybe<number>;
  ttft_ms?: Maybe<number>;
  tokens_in?: Maybe<number>;
  tokens_cached?: Maybe<number>;
  tokens_out?: Maybe<number>;
  tokens_per_s?: Maybe<number>;
  cost?: Maybe<number>;
}

export interface ScoreRow {
  key: string;
  scorer: string;
  version: number;
  status: string;
  score?: Maybe<number>;
  passed?: Maybe<boolean>;
  reason?: Maybe<string>;
  metadata?: unknown;
  error?: Maybe<Notice>;
  judging?: Maybe<{
    passport: string;
    questions: number;
    tokens_in?: Maybe<number>;
    tokens_out?: Maybe<number>;
    cost?: Maybe<number>;
  }>;
}

export interface Attempt {
  generation: number;
  number: number;
  judge?: Maybe<string>;
  worker?: Maybe<string>;
  started_at?: Maybe<string>;
  first_byte_ms?: Maybe<number>;
  duration_ms: number;
  outcome: string;
  http_status?: Maybe<number>;
  request_id?: Maybe<string>;
  wait_ms?: Maybe<number>;
  wait_reason?: Maybe<string>;
  tokens_in?: Maybe<number>;
  tokens_out?: Maybe<number>;
  cost?: Maybe<number>;
  error?: Maybe<string>;
  outcome_unknown?: Maybe<boolean>;
}

/** Everything about a unit. */
export interface ItemDetail {
  summary: ItemEntry;
  prompt?: Maybe<Message[]>;
  item?: Maybe<Record<string, unknown>>;
  answer?: Maybe<Answer>;
  scores?: Maybe<ScoreRow[]>;
  attempts?: Maybe<Attempt[]>;
  spending?: Maybe<{
    billed?: Maybe<number>;
    known_billed?: Maybe<number>;
    useful?: Maybe<number>;
    cost_known?: Maybe<boolean>;
  }>;
}
