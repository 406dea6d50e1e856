import { describe, expect, it } from "vitest";
import type { Leased, QueueItem, QueueProgress } from "@/api/queues";
import { saidOf } from "../opinion";
import { BEGUN, review, type ReviewEvent, type ReviewState } from "./queue";

const progress = (done: number): QueueProgress => ({
  total: 3,
  open: 3 - done,
  leased: 0,
  done,
  skipped: 0,
  done_today: done,
});

const leased = (id: string | null, done = 0): Leased => ({
  filled_at: null,
  item:
    id === null
      ? null
      : ({
          id,
          record: { response: { total: 1 } },
          schema: null,
          feedback: [],
          leased_until: "2026-11-29T12:15:00Z",
        } as unknown as QueueItem),
  progress: progress(done),
});

const after = (...events: ReviewEvent[]): ReviewState => events.reduce(review, BEGUN);

const FIRST: ReviewEvent[] = [
  { type: "got", leased: leased("a") },
  { type: "changed", patch: { notes: "wrong currency", value: { total: 2 } } },
];
const SAVED: ReviewEvent[] = [
  ...FIRST,
  { type: "sending" },
  { type: "settled", progress: progress(1) },
];

describe("a review", () => {
  it("begins with the answer as it was", () => {
    const state = after({ type: "got", leased: leased("a") });
    expect(state).toMatchObject({
      phase: "ready",
      touched: false,
      opinion: { value: { total: 1 } },
    });
    expect(state.answer).toEqual({ text: false, value: { total: 1 } });
  });

  it("goes on with nothing of the one before", () => {
    const state = after(...SAVED, { type: "got", leased: leased("b", 1) });
    expect(state.item?.id).toBe("b");
    expect(state.opinion.notes).toBe("");
    expect(state.progress?.done).toBe(1);
    expect(state.done.map((one) => one.id)).toEqual(["a"]);
  });

  it("brings the last one back as it was left, and the one before that after it", () => {
    const second = after(
      ...SAVED,
      { type: "got", leased: leased("b", 1) },
      { type: "sending" },
      { type: "settled", progress: progress(2) },
      { type: "got", leased: leased("c", 2) },
    );
    const back = review(second, { type: "reopened", leased: leased("b", 1) });
    expect(back.item?.id).toBe("b");
    expect(back.opinion.value).toEqual({ total: 1 });
    const first = review(back, { type: "reopened", leased: leased("a", 0) });
    expect(first.opinion).toMatchObject({ notes: "wrong currency", value: { total: 2 } });
    expect(first.done).toEqual([]);
    expect(first.progress?.done).toBe(0);
  });

  it("changes nothing that is on its way", () => {
    const state = after(...FIRST, { type: "sending" }, { type: "changed", patch: { notes: "x" } });
    expect(state.opinion.notes).toBe("wrong currency");
  });

  it("keeps what was said when it could not be stored", () => {
    const state = after(...FIRST, { type: "sending" }, { type: "failed", error: "away" });
    expect(state).toMatchObject({ phase: "ready", error: "away", done: [] });
    expect(state.answer && saidOf(state.answer, state.opinion, true)).toEqual({
      notes: "wrong currency",
      response: { total: 2 },
    });
    expect(review(state, { type: "sending" }).error).toBeNull();
  });

  it("says that nothing is left, and what kept it from getting one", () => {
    expect(after({ type: "got", leased: leased(null, 3) }).phase).toBe("empty");
    expect(after({ type: "failed", error: "away" })).toMatchObject({
      phase: "empty",
      error: "away",
    });
  });

  it("has its item for longer without losing what was typed", () => {
    const state = after(...FIRST, { type: "extended", until: "2026-11-29T12:30:00Z" });
    expect(state.item?.leased_until).toBe("2026-11-29T12:30:00Z");
    expect(state.touched).toBe(false);
    expect(state.opinion.notes).toBe("wrong currency");
  });
});
