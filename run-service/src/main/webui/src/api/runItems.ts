import type { Schemas } from "./client";

/** What a run's items are, by the names that the views use; all of it is the document's. */
export type ItemEntry = Schemas["RunItem"];
export type ItemDetail = Schemas["RunItemDetail"];
export type ScoreBrief = Schemas["RunItemScore"];
export type ScoreRow = Schemas["RunScore"];
export type ItemSpan = Schemas["RunItemSpan"];
export type SpanScore = Schemas["RunSpanScore"];
export type Attempt = Schemas["RunAttempt"];
export type Answer = Schemas["RunAnswer"];
export type Message = Schemas["PromptMessage"];

export interface Page<T> {
  data: T[];
  next_cursor?: string | null;
}
