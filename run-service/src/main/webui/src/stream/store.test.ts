import { expect, it } from "vitest";
import type { Frame, Run } from "./events";
import { LiveStore } from "./store";
import { unitMap } from "./unitMap";

const store = () => new LiveStore((tell) => tell());

function run(id: string, status: string, at = 0): Run {
  return { id, status, finished_at: new Date(at * 1000).toISOString() } as Run;
}

it("keeps no map of a run that is over once nobody looks at it", () => {
  const live = store();
  for (const status of ["running_dataset", "successful"]) {
    live.put(run(status, status));
    const leave = live.subscribe(status, () => undefined);
    live.awaitMap(status);
    live.putMap(status, unitMap("pf", 1), 3);
    const other = live.subscribe(status, () => undefined);
    leave();
    expect(live.get(status)?.map).not.toBeNull();
    other();
  }

  expect(live.get("running_dataset")?.map).not.toBeNull();
  expect(live.get("successful")?.map).toBeNull();
});

it("keeps the newest of many runs that are over, and all that go on or are looked at", () => {
  const live = store();
  live.put(run("goes on", "running_dataset"));
  live.put(run("looked at", "successful"));
  live.subscribe("looked at", () => undefined);
  live.put(run("came first, ended last", "successful", 1_000));
  for (let at = 0; at < 300; at++) {
    live.put(run(`run ${at}`, "successful", at));
    live.subscribe(`run ${at}`, () => undefined)();
  }

  const kept = live.all().map((one) => one.run.id);
  expect(kept).toContain("goes on");
  expect(kept).toContain("looked at");
  expect(kept).toContain("came first, ended last");
  expect(kept).toContain("run 299");
  expect(kept).not.toContain("run 0");
  expect(kept.length).toBeLessThan(110);
});

it("forgets runs also where nobody ever looked at one", () => {
  const live = store();
  for (let at = 0; at < 300; at++) live.put(run(`run ${at}`, "successful", at));
  const data = JSON.stringify({ run_id: "run 299", seq: 1, status: "successful" });
  live.take({ id: "1", type: "run.status", data } as Frame);

  expect(live.all().length).toBeLessThan(110);
});

it("still tells a listener that came back", () => {
  const live = store();
  let told = 0;
  live.put(run("a", "running_dataset"));
  live.subscribe("a", () => undefined)();
  live.subscribe("a", () => told++);
  live.take({ id: "1", type: "resync", data: "{}" } as Frame);

  expect(told).toBe(1);
});

it("takes no run that was read before it ended for how it stands", () => {
  const live = store();
  const at = (last_seq: number, status: string) => ({ ...run("a", status), last_seq }) as Run;
  const event = (seq: number, type: string, more: object) =>
    live.take({ id: `${seq}`, type, data: JSON.stringify({ run_id: "a", seq, ...more }) } as Frame);
  // The page hears of it while it reads it: by the answer it is not over, by the events it is.
  event(1, "run.status", { status: "queued" });
  event(2, "run.status", { status: "evaluating_results" });
  event(3, "run.progress", { status: "successful", counts: { total: 1, passed: 1 } });
  event(4, "run.status", { status: "successful", verdict: "none", from: "evaluating_results" });
  const before = live.get("a")?.reads ?? 0;
  live.put({ ...at(2, "evaluating_results"), name: "bills" } as Run);

  // What was read and not told is taken, and it is to be read again.
  expect(live.get("a")?.run).toMatchObject({ name: "bills", status: "successful" });
  expect(live.get("a")?.run.counts).toEqual({ total: 1, passed: 1 });
  expect(live.get("a")?.stale).toBe(true);
  expect(live.get("a")?.reads).toBeGreaterThan(before);

  live.put({ ...at(4, "successful"), summary: {} } as Run);
  expect(live.get("a")?.stale).toBe(false);
  expect(live.get("a")?.run.summary).toEqual({});
});

it("does not go back to what a run was before it was read", () => {
  const live = store();
  live.put({ ...run("a", "successful"), last_seq: 4 } as Run);
  live.take({
    id: "2",
    type: "run.status",
    data: JSON.stringify({ run_id: "a", seq: 2, status: "evaluating_results" }),
  } as Frame);

  expect(live.get("a")?.run.status).toBe("successful");
  expect(live.get("a")?.stale).toBe(false);
});
