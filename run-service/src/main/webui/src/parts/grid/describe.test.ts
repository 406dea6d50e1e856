import { expect, it } from "vitest";
import { unitMap } from "@/stream/unitMap";
import { inWords, pointed } from "./describe";
import { layout } from "./layout";

const FRAME = { width: 200, height: 100, smallest: 2, largest: 10 };

it("names a unit by its item, repeat, section and status", () => {
  const map = unitMap("ppf.oe", 2, [
    { name: "billing", from: 1, to: 2 },
    { name: "returns", from: 3, to: 3 },
  ]);
  const found = layout(map, FRAME);
  expect(pointed(map, found, 2)).toEqual({
    position: 2,
    repeat: 0,
    status: "failed",
    text: "item 2 · repeat 1 · section billing",
  });
  expect(pointed(map, found, 5)?.text).toBe("item 3 · repeat 2 · section returns");
  expect(pointed(map, found, 6)).toBeNull();
});

it("names the items of a run over a part of a dataset", () => {
  const map = unitMap("pf", 1, [{ name: "billing", from: 40, to: 41 }]);
  expect(pointed(map, layout(map, FRAME), 1)?.text).toBe("item 41 · section billing");
});

it("says the counts in words", () => {
  expect(inWords(unitMap("ppfeo.", 1))).toBe(
    "6 units, 1 pending, 1 in flight, 2 passed, 1 failed, 1 error",
  );
  expect(inWords(unitMap("p", 1))).toBe("1 unit, 1 passed");
});
