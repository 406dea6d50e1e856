import { describe, expect, it } from "vitest";
import { indexOf, letterOf, put, text, unitAt, unitMap } from "./unitMap";

describe("the map of units", () => {
  it("has items one after the other, each with its repeats", () => {
    const map = unitMap("......", 3);
    put(map, 2, 1, "f");
    expect(text(map)).toBe("....f.");
    expect(indexOf(map, 2, 1)).toBe(4);
    expect(unitAt(map, 4)).toEqual({ position: 2, repeat: 1 });
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
