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
