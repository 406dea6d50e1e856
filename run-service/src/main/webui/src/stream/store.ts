import { read, type Frame, type Run } from "./events";
import {
  awaitMap,
  ended,
  forgetDetails,
  liveRun,
  putMap,
  putRun,
  reduce,
  type LiveRun,
  type LiveState,
} from "./reducer";
import type { UnitMap } from "./unitMap";

type Heard = () => void;

/** So many runs that are over are kept for nobody: their cards are gone, and a view reads again. */
const KEPT_ENDED = 100;

/**
 * What the page knows of the workspace's runs, for components to subscribe to. Changes are told at
 * most once a frame: at two thousand settled items a second nobody draws each of them.
 */
export class LiveStore {
  private state: LiveState = new Map();
  private readonly heard = new Map<string, Set<Heard>>();
  private readonly heardAny = new Set<Heard>();
  private changed = new Set<string>();
  private scheduled = false;

  /** @param later calls back when it is time to draw */
  constructor(private readonly later: (tell: () => void) => void) {}

  /** Takes an event in as it came. */
  take(frame: Frame): void {
    const id = reduce(this.state, read(frame));
    if (frame.type === "run.status") this.trim();
    if (id !== null) this.mark(id);
    else if (frame.type === "resync") this.state.forEach((_, run) => this.mark(run));
  }

  /** Puts a run in as it was read; its map and what else the events brought are kept. */
  put(run: Run): void {
    const live = this.state.get(run.id);
    if (live) {
      putRun(live, run);
    } else {
      this.state.set(run.id, liveRun(run));
    }
    this.mark(run.id);
  }

  /** To be called before a map is asked for. */
  awaitMap(id: string): void {
    const live = this.state.get(id);
    if (live) awaitMap(live);
  }

  /** Puts a map in that holds for an event's number. */
  putMap(id: string, map: UnitMap, seq: number): void {
    const live = this.state.get(id);
    if (!live) return;
    putMap(live, map, seq);
    this.mark(id);
  }

  remove(id: string): void {
    this.state.delete(id);
    this.mark(id);
  }

  get(id: string): LiveRun | undefined {
    return this.state.get(id);
  }

  all(): LiveRun[] {
    return [...this.state.values()];
  }

  /** @returns how to stop listening */
  subscribe(id: string, heard: Heard): () => void {
    const all = this.heard.get(id) ?? new Set();
    this.heard.set(id, all.add(heard));
    return () => {
      all.delete(heard);
      if (all.size === 0) this.unheard(id);
    };
  }

  /** @returns how to stop listening */
  subscribeAny(heard: Heard): () => void {
    this.heardAny.add(heard);
    return () => void this.heardAny.delete(heard);
  }

  /** All of it, for a tab that was opened later. */
  dump(): LiveState {
    return this.state;
  }

  /** Takes over what another tab knows. */
  load(state: LiveState): void {
    this.state = state;
    state.forEach((_, id) => this.mark(id));
  }

  /** Nobody looks at a run any more: what is large goes once it is over. */
  private unheard(id: string): void {
    this.heard.delete(id);
    const live = this.state.get(id);
    if (live && ended(live.run.status)) forgetDetails(live);
    this.trim();
  }

  /** Forgets the runs that ended first, but for those that somebody looks at. */
  private trim(): void {
    const over = [...this.state.values()]
      .map(({ run }) => run)
      .filter(({ id, status }) => ended(status) && !this.heard.has(id));
    if (over.length <= KEPT_ENDED) return;
    over.sort((a, b) => (a.finished_at ?? "").localeCompare(b.finished_at ?? ""));
    for (const { id } of over.slice(0, over.length - KEPT_ENDED)) this.state.delete(id);
  }

  private mark(id: string): void {
    this.changed.add(id);
    if (this.scheduled) return;
    this.scheduled = true;
    this.later(() => this.tell());
  }

  private tell(): void {
    this.scheduled = false;
    const changed = this.changed;
    this.changed = new Set();
    for (const id of changed) this.heard.get(id)?.forEach((heard) => heard());
    this.heardAny.forEach((heard) => heard());
  }
}
