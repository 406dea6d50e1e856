import { describe, expect, it } from "vitest";
import type { Against } from "@/api/comparison";
import type { RunDetail } from "@/api/results";
import { partly } from "@/testing/partly";
import {
  agreeing,
  beyondChance,
  comparables,
  worse,
  worst,
  type Change,
  type Sharing,
} from "./recent";

function run(id: string, model: string, version = 1, status = "successful") {
  const dataset = { name: "qa", version };
  return partly<RunDetail>({ id, status, target: { provider: "p", model }, dataset });
}

describe("what can be compared", () => {
  it("is the newest run of each model over the same items", () => {
    const runs = [run("4", "a"), run("3", "b"), run("2", "a"), run("1", "c", 2)];
    expect(comparables(runs)).toEqual([{ dataset: "qa@1", runs: [runs[0], runs[1]] }]);
  });

  it("is nothing that was cancelled or has no dataset", () => {
    expect(comparables([run("2", "a"), run("1", "b", 1, "cancelled")])).toEqual([]);
    expect(comparables([partly({ id: "1", status: "successful" })])).toEqual([]);
  });

  it("is what the server says is scored in the same way", async () => {
    const runs = ["e", "d", "c", "b", "a"].map((model) => run(model, model));
    const sharing = (id: string, keys: string[], part = true): Sharing => ({
      id,
      same_version: true,
      same_part: part,
      shared_scorers: keys,
    });
    const said: Record<string, Sharing[]> = {
      // The newest is alone: the others are scored otherwise, or a sample.
      e: [sharing("d", []), sharing("c", []), sharing("b", ["x"], false), sharing("a", [])],
      d: [sharing("c", ["x", "y"]), sharing("b", ["y"]), sharing("a", ["x"])],
    };
    const found = await agreeing(runs, (id) => Promise.resolve(said[id] ?? []));
    expect(found.map((one) => one.id)).toEqual(["d", "c", "b"]);
    expect(await agreeing(runs, () => Promise.resolve([]))).toEqual([]);
  });

  it("is at most four runs at a time", async () => {
    const runs = ["a", "b", "c", "d", "e"].map((model) => run(model, model));
    const all = runs.map(({ id }) => ({
      id,
      same_version: true,
      same_part: true,
      shared_scorers: ["x"],
    }));
    expect(
      await agreeing(comparables(runs)[0]?.runs ?? [], () => Promise.resolve(all)),
    ).toHaveLength(4);
  });
});

function change(difference: number | null, p: number, verdicts = ["pass", "pass"]): Change {
  const interval = { lower: (difference ?? 0) - 0.01, upper: (difference ?? 0) + 0.01 };
  const against = {
    items: { rates: { difference, interval, p, items: 10, unmeasured: 0 } },
  } as unknown as Against;
  return {
    run: partly({ ...run("2", "a"), verdict: verdicts[1] }),
    before: partly({ id: "1", verdict: verdicts[0] }),
    against,
  };
}

describe("what got worse", () => {
  it("has fewer right items, or a gate that no longer passes", () => {
    expect(worse(change(-0.1, 0.5))).toBe(true);
    expect(worse(change(0.1, 0.01))).toBe(false);
    expect(worse(change(null, 1))).toBe(false);
    expect(worse(change(0, 1, ["pass", "fail"]))).toBe(true);
    expect(worse(change(0, 1, ["fail", "fail"]))).toBe(false);
  });

  it("is listed by how sure it is, then by how much", () => {
    const sure = change(-0.05, 0.01);
    const large = change(-0.2, 0.5);
    const small = change(-0.1, 0.5);
    expect(worst([small, change(0.1, 0.01), large, sure])).toEqual([sure, large, small]);
    expect(beyondChance(sure.against)).toBe(true);
    expect(beyondChance(large.against)).toBe(false);
  });
});
