import type { Leased, QueueItem, QueueProgress } from "@/api/queues";
import { answerOf, unsaid, type Answer, type Opinion } from "../opinion";

/** What was done with an item, so that it can be undone. */
export interface Done {
  id: string;
  opinion: Opinion;
}

/** A review as it stands: the item that one has, what one is about to say, what was done before. */
export interface ReviewState {
  phase: "reading" | "ready" | "sending" | "empty";
  item: QueueItem | null;
  answer: Answer | null;
  opinion: Opinion;
  /** Something was changed since the lease began. */
  touched: boolean;
  progress: QueueProgress | null;
  /** The newest last. */
  done: Done[];
  error: unknown;
}

export type ReviewEvent =
  | { type: "reading" }
  | { type: "got"; leased: Leased }
  | { type: "changed"; patch: Partial<Opinion> }
  | { type: "sending" }
  | { type: "settled"; progress: QueueProgress }
  | { type: "reopened"; leased: Leased }
  | { type: "extended"; until: string }
  | { type: "failed"; error: unknown };

const MOST_DONE = 50;

export const BEGUN: ReviewState = {
  phase: "reading",
  item: null,
  answer: null,
  opinion: unsaid(undefined),
  touched: false,
  progress: null,
  done: [],
  error: null,
};

/** The review after something happened. */
export function review(state: ReviewState, event: ReviewEvent): ReviewState {
  switch (event.type) {
    case "reading":
      return { ...state, phase: "reading", item: null, answer: null, touched: false, error: null };
    case "got":
      return shown(state, event.leased, null);
    case "changed":
      // What is already on its way is not changed any more.
      if (state.phase !== "ready") return state;
      return { ...state, opinion: { ...state.opinion, ...event.patch }, touched: true };
    case "sending":
      return { ...state, phase: "sending", error: null };
    case "settled": {
      const { item, opinion } = state;
      const done = item ? [...state.done, { id: item.id, opinion }].slice(-MOST_DONE) : state.done;
      return {
        ...state,
        phase: "reading",
        item: null,
        answer: null,
        done,
        progress: event.progress,
      };
    }
    case "reopened": {
      const last = state.done.at(-1);
      const mine = last !== undefined && last.id === event.leased.item?.id;
      const done = state.done.slice(0, -1);
      return shown({ ...state, done }, event.leased, mine ? last.opinion : null);
    }
    case "extended":
      return state.item === null
        ? state
        : { ...state, touched: false, item: { ...state.item, leased_until: event.until } };
    case "failed":
      return { ...state, phase: state.item ? "ready" : "empty", error: event.error };
  }
}

/** An item that one has got: what one says of it begins with its answer, or goes on where it was. */
function shown(state: ReviewState, leased: Leased, before: Opinion | null): ReviewState {
  const { item, progress } = leased;
  const answer = item && answerOf(item.record, item.schema);
  return {
    ...state,
    phase: item ? "ready" : "empty",
    item,
    answer,
    opinion: before ?? unsaid(answer?.value),
    touched: false,
    progress,
    error: null,
  };
}
