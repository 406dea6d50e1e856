import {
  type ActivityEvent,
  type AttemptFailedEvent,
  type LogEvent,
  type Run,
  type SettledItem,
  type StreamEvent,
} from "./events";
import { letterOf, put, type UnitMap } from "./unitMap";

const KEPT_LOGS = 50;
const KEPT_ATTEMPTS = 50;

/** What is known of a run: as it was read or sent last, and brought up to date by its events. */
export interface LiveRun {
  run: Run;
  /** The newest event that has come; 0 when none has. */
  seq: number;
  /** The newest event that was in the run when it was read last; 0 when it was not. */
  readSeq: number;
  map: UnitMap | null;
  /** What has settled since a map was asked for, to be put on it when it comes; null when none was. */
  early: { seq: number; items: SettledItem[] }[] | null;
  /** What workers are at, the newest first. A sample. */
  activity: ActivityEvent[];
  /** Attempts that failed lately, the newest first. */
  attempts: AttemptFailedEvent[];
  log: LogEvent[];
  /** The run no longer follows from the events: it is to be read again. */
  stale: boolean;
  /** By which event: what was read before that one is too old. */
  staleSeq: number;
  /** Grows with each time that it is to be read. */
  reads: number;
  /** Nor does its map. */
  mapStale: boolean;
  /** Grows with every change. */
  version: number;
}

/** All runs of the workspace that the page has heard of. */
export type LiveState = Map<string, LiveRun>;

const ENDED = new Set(["cancelled", "successful", "partially_successful", "failed"]);

/** Whether a run in this status gets no more events. */
export function ended(status: string | null | undefined): boolean {
  return ENDED.has(status ?? "");
}

/** A run of which nothing but itself is known. */
export function liveRun(run: Run): LiveRun {
  return {
    run,
    seq: 0,
    readSeq: run.last_seq ?? 0,
    map: null,
    early: null,
    activity: [],
    attempts: [],
    log: [],
    stale: false,
    staleSeq: 0,
    reads: 0,
    mapStale: false,
    version: 1,
  };
}

/**
 * Takes an event in. An event that was taken in before changes nothing, so a stream may begin
 * again anywhere before its end.
 *
 * @returns the id of the run that changed, null for none
 */
export function reduce(state: LiveState, event: StreamEvent): string | null {
  switch (event.type) {
    case "run.snapshot":
      return snapshot(state, event.data);
    case "resync":
      return resync(state, event.data.run_id ?? null);
    case "item.activity":
      return change(state, event.data.run_id, (live) => active(live, event.data));
    default:
      return change(state, event.data.run_id, (live) => {
        if (event.data.seq <= live.seq) return false;
        live.seq = event.data.seq;
        numbered(live, event);
        return true;
      });
  }
}

function change(state: LiveState, id: string, apply: (live: LiveRun) => boolean): string | null {
  let live = state.get(id);
  if (!live) {
    // Launched a moment ago, or older than what the page has read: its reader fetches it.
    live = liveRun({ id } as Run);
    live.stale = true;
    state.set(id, live);
  }
  if (!apply(live)) return null;
  live.version++;
  return id;
}

function snapshot(state: LiveState, run: Run): string {
  const live = state.get(run.id);
  if (live) {
    take(live, run);
    live.version++;
  } else {
    state.set(run.id, liveRun(run));
  }
  return run.id;
}

/** A run that was read may be older than what its events have said meanwhile: that stands. */
function take(live: LiveRun, run: Run): void {
  live.readSeq = run.last_seq;
  live.run = live.seq > run.last_seq ? { ...run, ...told(live.run) } : run;
}

/** What events say of a run. */
const TOLD = [
  "status",
  "verdict",
  "counts",
  "mean_score",
  "cost",
  "known_cost",
  "rate_per_s",
  "eta_seconds",
] as const;

function told(run: Run): Partial<Run> {
  return Object.fromEntries(
    TOLD.filter((field) => run[field] !== undefined).map((field) => [field, run[field]]),
  );
}

/**
 * Puts a run in as it was read. One that is older than the event by which it was to be read is to
 * be read again.
 */
export function putRun(live: LiveRun, run: Run): void {
  take(live, run);
  live.stale = live.stale && run.last_seq < live.staleSeq;
  if (live.stale) live.reads++;
  live.version++;
}

function resync(state: LiveState, id: string | null): string | null {
  for (const [run, live] of state) {
    if (id === null || run === id) {
      outdate(live);
      live.version++;
    }
  }
  return id;
}

type NumberedEvent = Exclude<
  StreamEvent,
  { type: "run.snapshot" } | { type: "resync" } | { type: "item.activity" }
>;

function numbered(live: LiveRun, event: NumberedEvent): void {
  // Its own fields were read after this; its map was not.
  const read = event.data.seq <= live.readSeq;
  switch (event.type) {
    case "run.status": {
      if (read) return;
      const { status, verdict, from } = event.data;
      live.run = { ...live.run, status: status as Run["status"] };
      if (verdict !== undefined) live.run = { ...live.run, verdict: verdict as Run["verdict"] };
      // What an ended run comes to, and what a new generation moves, only the server knows.
      if (ended(status) || ended(from)) outdate(live);
      if (ended(status)) live.activity = [];
      return;
    }
    case "run.progress": {
      if (read) return;
      const { status, counts, mean_score, cost, known_cost, rate_per_s, eta_seconds } = event.data;
      live.run = {
        ...live.run,
        status: status as Run["status"],
        counts,
        mean_score: mean_score ?? null,
        cost: cost ?? null,
        known_cost: known_cost ?? null,
        rate_per_s: rate_per_s ?? null,
        eta_seconds: eta_seconds ?? null,
      } as Run;
      return;
    }
    case "items.settled":
      settled(live, event.data.seq, event.data.items);
      return;
    case "item.attempt_failed":
      live.attempts = [event.data, ...live.attempts].slice(0, KEPT_ATTEMPTS);
      return;
    case "run.log":
      live.log = [event.data, ...live.log].slice(0, KEPT_LOGS);
      return;
  }
}

/** Only the server knows how the run and its units stand. */
function outdate(live: LiveRun): void {
  live.stale = true;
  live.staleSeq = live.seq;
  live.reads++;
  live.mapStale = true;
}

function settled(live: LiveRun, seq: number, items: SettledItem[]): void {
  const done = new Set(items.map((item) => `${item.position}/${item.repeat}`));
  live.activity = live.activity.filter((one) => !done.has(`${one.position}/${one.repeat}`));
  live.early?.push({ seq, items });
  if (live.map) lay(live.map, items);
}

function active(live: LiveRun, event: ActivityEvent): boolean {
  if (ended(live.run.status)) return false;
  const others = live.activity.filter(
    (one) => one.position !== event.position || one.repeat !== event.repeat,
  );
  const before = live.activity.find(
    (one) => one.position === event.position && one.repeat === event.repeat,
  );
  live.activity = [{ ...before, ...event }, ...others].slice(0, 12);
  return true;
}

function lay(map: UnitMap, items: SettledItem[]): void {
  for (const item of items) put(map, item.position, item.repeat, letterOf(item.status));
}

/** Keeps what settles from now on, until {@link putMap}. To be called before the map is asked for. */
export function awaitMap(live: LiveRun): void {
  live.early = [];
}

/** Puts a map that the server sent in, brought up to date by what has settled since its number. */
export function putMap(live: LiveRun, map: UnitMap, seq: number): void {
  for (const one of live.early ?? []) {
    if (one.seq > seq) lay(map, one.items);
  }
  live.early = null;
  live.map = map;
  live.mapStale = false;
  live.version++;
}

/** Leaves of a run what a list needs. Its map is read again by who wants to see it. */
export function forgetDetails(live: LiveRun): void {
  live.map = null;
  live.early = null;
  live.activity = [];
  live.attempts = [];
}
