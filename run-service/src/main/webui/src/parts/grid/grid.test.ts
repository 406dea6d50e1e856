import { describe, expect, it } from "vitest";
import { put, unitMap } from "@/stream/unitMap";
import { changes, letterAt } from "./cells";
import { boxOf, cellAt, cellOf, move, placesOf, unitOf } from "./geometry";
import { layout, type Frame } from "./layout";

const FRAME: Frame = { width: 700, height: 160, smallest: 2, largest: 10 };

function pending(
  units: number,
  repeats = 1,
  bands: { name: string; from: number; to: number }[] = [],
) {
  return unitMap(".".repeat(units), repeats, bands);
}

describe("the layout", () => {
  it.each([
    [1, 10],
    [600, 10],
    [2_000, 7],
    [10_000, 3],
    [50_000, 2],
  ])("gives %i units cells of %i", (units, cell) => {
    const found = layout(pending(units), FRAME);
    expect(found.cell).toBe(cell);
    expect(found.per).toBe(1);
    expect(found.cells).toBe(units);
    expect(found.columns * found.cell).toBeLessThanOrEqual(700);
  });

  it("lets units share cells only where nothing else helps", () => {
    const found = layout(pending(1_000_000), FRAME);
    expect(found.per).toBeGreaterThan(1);
    expect(found.height).toBeLessThanOrEqual(4 * FRAME.height);
    expect(placesOf(found, found.cells - 1)[1]).toBe(1_000_000);
  });

  it("is defined for no unit and no width", () => {
    const found = layout(pending(0), { ...FRAME, width: 0 });
    expect(found.cells).toBe(0);
    expect(cellAt(found, 0, 0)).toBeNull();
  });

  it("brings the items of a section together that are not beside each other", () => {
    const map = unitMap("pfpfpf", 1, [
      { name: "a", from: 1, to: 1 },
      { name: "b", from: 2, to: 2 },
      { name: "a", from: 3, to: 3 },
      { name: "b", from: 4, to: 4 },
      { name: "a", from: 5, to: 5 },
      { name: "b", from: 6, to: 6 },
    ]);
    const found = layout(map, FRAME);
    expect(found.groups.map((group) => [group.name, group.units])).toEqual([
      ["a", 3],
      ["b", 3],
    ]);
    expect([0, 1, 2, 3, 4, 5].map((cell) => unitOf(found, cell))).toEqual([0, 2, 4, 1, 3, 5]);
    expect([0, 1, 2, 3, 4, 5].map((unit) => cellOf(found, unit))).toEqual([0, 3, 1, 4, 2, 5]);
    // One empty cell stands between them.
    expect(boxOf(found, 3).x).toBe(4 * found.cell);
  });

  it("lays out a part of a dataset", () => {
    const map = unitMap("pfpf", 1, [
      { name: "a", from: 11, to: 11 },
      { name: "b", from: 20, to: 21 },
      { name: "a", from: 30, to: 30 },
    ]);
    const found = layout(map, FRAME);
    expect([0, 1, 2, 3].map((cell) => unitOf(found, cell))).toEqual([0, 3, 1, 2]);
  });

  it("begins long sections on rows of their own", () => {
    const map = pending(2_000, 1, [
      { name: "a", from: 1, to: 1_010 },
      { name: "b", from: 1_011, to: 2_000 },
    ]);
    const found = layout(map, FRAME);
    expect(boxOf(found, 1_010).x).toBe(0);
    expect(boxOf(found, 1_010).y).toBeGreaterThan(boxOf(found, 1_009).y + found.cell);
  });

  it("leaves bands out that do not cover the items", () => {
    const found = layout(pending(10, 1, [{ name: "a", from: 1, to: 5 }]), FRAME);
    expect(found.groups).toHaveLength(1);
  });
});

describe("a hit", () => {
  it.each([1, 599, 2_000, 50_000, 1_000_000])("finds each cell of %i units again", (units) => {
    const bands = [
      { name: "a", from: 1, to: Math.ceil(units / 3) },
      { name: "b", from: Math.ceil(units / 3) + 1, to: units },
    ].filter((band) => band.from <= band.to);
    const found = layout(pending(units, 1, bands), FRAME);
    const step = Math.max(1, Math.floor(found.cells / 997));
    for (let cell = 0; cell < found.cells; cell += step) {
      const { x, y } = boxOf(found, cell);
      expect(cellAt(found, x + found.cell / 2, y + found.cell / 2)).toBe(cell);
    }
  });

  it("says nothing outside", () => {
    const found = layout(pending(30), FRAME);
    expect(cellAt(found, -1, 0)).toBeNull();
    expect(cellAt(found, 305, 5)).toBeNull();
    expect(cellAt(found, 5, 500)).toBeNull();
  });
});

describe("keys", () => {
  const found = layout(pending(600), FRAME);
  it("go to the neighbours and stop at the edges", () => {
    expect(move(found, 5, "ArrowRight")).toBe(6);
    expect(move(found, 0, "ArrowLeft")).toBe(0);
    expect(move(found, 599, "ArrowRight")).toBe(599);
    expect(move(found, 5, "ArrowDown")).toBe(75);
    expect(move(found, 75, "ArrowUp")).toBe(5);
    expect(move(found, 5, "ArrowUp")).toBe(5);
    expect(move(found, 300, "Home")).toBe(0);
    expect(move(found, 300, "End")).toBe(599);
  });

  it("cross the space between sections", () => {
    const banded = layout(
      pending(2_000, 1, [
        { name: "a", from: 1, to: 1_000 },
        { name: "b", from: 1_001, to: 2_000 },
      ]),
      FRAME,
    );
    expect(move(banded, 1_000, "ArrowUp")).toBeLessThan(1_000);
  });
});

describe("what is painted again", () => {
  it("is what has changed and nothing else", () => {
    const map = pending(50_000);
    const found = layout(map, FRAME);
    const painted = new Uint8Array(found.cells);
    expect(changes(map, found, painted)).toHaveLength(50_000);
    put(map, 17, 0, "p");
    put(map, 40_000, 0, "f");
    put(map, 40_001, 0, ".");
    expect(changes(map, found, painted)).toEqual([16, 39_999]);
    expect(changes(map, found, painted)).toEqual([]);
  });

  it("shows the worst of units that share a cell", () => {
    const map = pending(1_000_000);
    map.letters.fill("p".charCodeAt(0));
    const found = layout(map, FRAME);
    put(map, 1, 0, "e");
    expect(String.fromCharCode(letterAt(map, found, 0))).toBe("e");
    expect(String.fromCharCode(letterAt(map, found, 1))).toBe("p");
  });
});
