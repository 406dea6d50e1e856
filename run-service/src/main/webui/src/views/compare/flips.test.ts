import { describe, expect, it } from "vitest";
import type { Flip } from "@/api/comparison";
import { partly } from "@/testing/partly";
import type { ItemDetail } from "@/api/runItems";
import { flipKey, flipping, step, whole } from "./flips";

const flip = (position: number) =>
  partly<Flip>({ position, repeat: 0, direction: "regressed", baseline: {}, other: {} });

describe("going through flips", () => {
  const all = [flip(3), flip(8)];

  it("begins with the first and ends with the last", () => {
    expect(step(all, undefined, 1)?.position).toBe(3);
    expect(step(all, "3/0", 1)?.position).toBe(8);
    expect(step(all, "8/0", 1)).toBeNull();
    expect(step(all, "8/0", -1)?.position).toBe(3);
    expect(step(all, undefined, -1)).toBeNull();
    expect(step([], undefined, 1)).toBeNull();
  });

  it("begins anew when the open one is not among them", () => {
    expect(step(all, "99/0", 1)?.position).toBe(3);
    expect(flipKey(flip(4))).toBe("4/0");
  });
});

describe("a flip that the list had cut", () => {
  const cut = partly<Flip>({
    ...flip(3),
    input: "q…",
    baseline: { output: "a…", scores: {} },
    other: { output: "b…", scores: {} },
    cut: true,
  });
  const item = (output: string) =>
    partly<ItemDetail>({ item: { id: "i", input: "question" }, answer: { output } });

  it("is filled from the items of both runs", () => {
    const filled = whole(cut, item("answer"), item("another"));
    expect(filled.input).toBe("question");
    expect(filled.expected).toBeNull();
    expect(filled.baseline.output).toBe("answer");
    expect(filled.other.output).toBe("another");
    expect(filled.cut).toBe(false);
  });

  it("stays cut where an item is not known", () => {
    const filled = whole(cut, item("answer"), undefined);
    expect(filled.baseline.output).toBe("answer");
    expect(filled.other.output).toBe("b…");
    expect(filled.cut).toBe(true);
  });
});

describe("what changed sides", () => {
  it("is of items as a whole only where these are compared", () => {
    expect(flipping(true, ["a"], {})).toEqual({});
    expect(flipping(true, ["a"], { scorer: "a", dir: "improved" }).scorer).toBe("a");
    expect(flipping(false, ["a"], { dir: "improved" })).toEqual({ scorer: "a", dir: "improved" });
    expect(flipping(false, ["a", "b"], { scorer: "b" }).scorer).toBe("b");
    expect(flipping(false, [], { scorer: "b" })).toEqual({ scorer: undefined, dir: "differs" });
  });
});
