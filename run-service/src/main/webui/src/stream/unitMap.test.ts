import { describe, expect, it } from "vitest";
import { bandOf, indexOf, letterOf, put, text, unitAt, unitMap } from "./unitMap";

describe("the map of units", () => {
  it("has items one after the other, each with its repeats", () => {
    const map = unitMap("......", 3);
    put(map, 2, 1, "f");
    expect(text(map)).toBe("....f.");
    expect(indexOf(map, 2, 1)).toBe(4);
    expect(unitAt(map, 4)).toEqual({ position: 2, repeat: 1 });
  });

  it("has the items of a run over a part of a dataset where they stand", () => {
    const map = unitMap("........", 2, [
      { name: "a", from: 11, to: 12 },
      { name: "b", from: 20, to: 20 },
      { name: "a", from: 31, to: 31 },
    ]);
    for (const [index, position] of [11, 11, 12, 12, 20, 20, 31, 31].entries()) {
      expect(unitAt(map, index)).toEqual({ position, repeat: index % 2 });
      expect(indexOf(map, position, index % 2)).toBe(index);
    }
    put(map, 20, 1, "f");
    expect(text(map)).toBe(".....f..");
    for (const position of [1, 10, 13, 21, 32]) {
      put(map, position, 0, "e");
      expect(bandOf(map, position)).toBeUndefined();
    }
    expect(text(map)).toBe(".....f..");
    expect(bandOf(map, 31)?.name).toBe("a");
  });

  it("leaves out what it has no place for, and says when it has changed", () => {
    const map = unitMap("..", 1);
    put(map, 3, 0, "p");
    put(map, 0, 0, "p");
    expect(text(map)).toBe("..");
    expect(map.version).toBe(0);
    put(map, 1, 0, "p");
    expect(map.version).toBe(1);
  });

  it("tells an error from a failure", () => {
    expect(letterOf("error")).toBe("e");
    expect(letterOf("failed")).toBe("f");
    expect(letterOf("a status that is new")).toBe(".");
  });
});
