import { describe, expect, it } from "vitest";
import { read, type Frame, type Run } from "./events";
import recorded from "./recorded/resumed.json";
import { awaitMap, liveRun, putMap, reduce, type LiveRun, type LiveState } from "./reducer";
import { text, unitMap } from "./unitMap";

const frames = recorded.frames as Frame[];
const first = read(frames[0] as Frame);
const id = first.type === "run.status" ? first.data.run_id : "";
const empty = ".".repeat(recorded.letters.length);

function begin(): LiveState {
  const live = liveRun({ id } as Run);
  live.map = unitMap(empty, 1);
  return new Map([[id, live]]);
}

function of(state: LiveState): LiveRun {
  const live = state.get(id);
  if (!live) throw new Error("the run was lost");
  return live;
}

function play(state: LiveState, some: Frame[]): LiveState {
  for (const frame of some) reduce(state, read(frame));
  return state;
}

/** All of a state that a reader sees. */
function seen(state: LiveState) {
  const { run, seq, map, attempts, log, stale } = of(state);
  return { run, seq, letters: map && text(map), attempts, log, stale };
}

const uncut = seen(play(begin(), frames));

describe("a recorded run", () => {
  it("ends as its items and counts say", () => {
    expect(uncut.letters).toBe(recorded.letters);
    expect(uncut.run.counts).toEqual(recorded.counts);
    expect(uncut.run.status).toBe(recorded.status);
  });

  it("ends in the same state after a cut at any event, whatever comes again", () => {
    for (let cut = 0; cut <= frames.length; cut++) {
      for (const again of [0, 1, 7, cut]) {
        const state = play(begin(), frames.slice(0, cut));
        play(state, frames.slice(Math.max(0, cut - again)));
        expect(seen(state)).toEqual(uncut);
      }
    }
  });

  it("ends with the same map when that was read at any event and came at any later one", () => {
    for (let asked = 0; asked < frames.length; asked += 3) {
      for (let answered = asked; answered < frames.length; answered += 11) {
        for (let came = answered; came <= frames.length; came += 17) {
          const served = of(play(begin(), frames.slice(0, answered)));
          const state = begin();
          of(state).map = null;
          play(state, frames.slice(0, asked));
          awaitMap(of(state));
          play(state, frames.slice(asked, came));
          putMap(of(state), unitMap(served.map ? text(served.map) : "", 1), served.seq);
          play(state, frames.slice(came));
          expect(seen(state).letters).toBe(recorded.letters);
        }
      }
    }
  });

  it("asks for the run to be read again when it ends, and when a new generation begins", () => {
    const stale = frames
      .filter((frame) => {
        const event = read(frame);
        if (event.type !== "run.status") return false;
        const state = begin();
        reduce(state, event);
        return of(state).stale;
      })
      .map((frame) => JSON.parse(frame.data).to);
    expect(stale).toEqual(["cancelled", "running_dataset", "partially_successful"]);
  });
});

describe("events of runs that nobody knows", () => {
  it("make a run that is to be read", () => {
    const state: LiveState = new Map();
    play(state, frames.slice(0, 1));
    expect(of(state).stale).toBe(true);
  });
});

describe("what workers are at", () => {
  const started = (position: number): Frame => ({
    id: null,
    type: "item.activity",
    data: JSON.stringify({ run_id: id, position, repeat: 0, kind: "started", input: "2+2?" }),
  });

  it("is shown until it is settled, the newest first", () => {
    const state = play(begin(), [started(1), started(2)]);
    expect(of(state).activity.map((one) => one.position)).toEqual([2, 1]);
    play(state, [
      {
        id: "1",
        type: "items.settled",
        data: JSON.stringify({
          run_id: id,
          seq: 1,
          at: "",
          items: [{ position: 2, repeat: 0, status: "passed" }],
        }),
      },
    ]);
    expect(of(state).activity.map((one) => one.position)).toEqual([1]);
  });

  it("keeps what was asked when text arrives, and never more than it can show", () => {
    const state = play(begin(), [started(1)]);
    play(state, [
      {
        id: null,
        type: "item.activity",
        data: JSON.stringify({ run_id: id, position: 1, repeat: 0, kind: "text", text: "4" }),
      },
    ]);
    expect(of(state).activity[0]).toMatchObject({ input: "2+2?", text: "4" });
    for (let i = 2; i < 100; i++) play(state, [started(i)]);
    expect(of(state).activity.length).toBeLessThanOrEqual(12);
  });
});
