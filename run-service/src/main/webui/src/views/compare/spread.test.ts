import { describe, expect, it } from "vitest";
import { spread } from "./spread";

describe("labels beside points", () => {
  it("stay where they are when there is room", () => {
    expect(spread([10, 40, 90], 14, 0, 100)).toEqual([10, 40, 90]);
  });

  it("move apart, each still in its place of the list", () => {
    expect(spread([30, 26], 14, 0, 100)).toEqual([40, 26]);
  });

  it("do not leave the plot at either end", () => {
    expect(spread([98, 97], 14, 0, 100)).toEqual([100, 86]);
    expect(spread([-5, 0], 14, 0, 100)).toEqual([0, 14]);
    expect(spread([], 14, 0, 100)).toEqual([]);
  });
});
