import type { Schemas } from "@/api/client";

/** A run as the API shows it. */
export type Run = Schemas["Run"];
export type Counts = Schemas["RunCounts"];

/** What stands in every event with a number. `seq` counts the events of one run from 1. */
interface Numbered {
  run_id: string;
  seq: number;
  at: string;
}

export interface SettledItem {
  position: number;
  repeat: number;
  status: string;
  latency_ms?: number | null;
  error_code?: string | null;
  scores?: Record<string, number | null>;
}

export interface StatusEvent extends Numbered {
  from?: string | null;
  to: string;
  status: string;
  reason?: string | null;
  verdict?: string | null;
}

export interface ProgressEvent extends Numbered {
  status: string;
  counts: Counts;
  mean_score?: number | null;
  cost?: number | null;
  known_cost?: number | null;
  rate_per_s?: number | null;
  eta_seconds?: number | null;
}

export interface AttemptFailedEvent extends Numbered {
  position: number;
  repeat: number;
  attempt: number;
  class: string;
  http_status?: number | null;
  wait_ms?: number | null;
  message?: string | null;
}

export interface LogEvent extends Numbered {
  level: string;
  code: string;
  message: string;
}

export interface ActivityEvent {
  run_id: string;
  position: number;
  repeat: number;
  kind: "started" | "text";
  text?: string | null;
  input?: string | null;
}

/** An event of the workspace's stream. */
export type StreamEvent =
  | { type: "run.snapshot"; data: Run }
  | { type: "run.status"; data: StatusEvent }
  | { type: "run.progress"; data: ProgressEvent }
  | { type: "items.settled"; data: Numbered & { items: SettledItem[] } }
  | { type: "item.attempt_failed"; data: AttemptFailedEvent }
  | { type: "run.log"; data: LogEvent }
  | { type: "item.activity"; data: ActivityEvent }
  | { type: "resync"; data: { run_id?: string | null } };

/** All types that the page listens to. */
export const EVENT_TYPES = [
  "run.snapshot",
  "run.status",
  "run.progress",
  "items.settled",
  "item.attempt_failed",
  "run.log",
  "item.activity",
  "resync",
] as const satisfies readonly StreamEvent["type"][];

/** An event as it came: its id on the stream, its type, its data as JSON text. */
export interface Frame {
  id: string | null;
  type: StreamEvent["type"];
  data: string;
}

/** Reads a frame. */
export function read(frame: Frame): StreamEvent {
  return { type: frame.type, data: JSON.parse(frame.data) as never } as StreamEvent;
}
