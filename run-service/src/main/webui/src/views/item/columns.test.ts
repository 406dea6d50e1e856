import { describe, expect, it } from "vitest";
import type { ItemEntry } from "@/api/runItems";
import { partly } from "@/testing/partly";
import {
  allColumns,
  arrange,
  moved,
  NO_LAYOUT,
  ordered,
  outputFields,
  readLayout,
  resized,
  toggled,
} from "./columns";

const all = allColumns(["fact"], [], { section: true, label: true, marks: true });
const ids = (columns: { id: string }[]) => columns.map((c) => c.id);

describe("columns of items", () => {
  it("begin in their own order, some of them hidden", () => {
    expect(ids(arrange(all, NO_LAYOUT))).toEqual([
      "status",
      "item",
      "section",
      "input",
      "expected",
      "output",
      "score:fact",
      "flags",
      "latency",
    ]);
  });

  it("can be hidden and shown again, also those that hide by themselves", () => {
    const shown = toggled("cost", NO_LAYOUT);
    expect(ids(arrange(all, shown))).toContain("cost");
    expect(ids(arrange(all, toggled("cost", shown)))).not.toContain("cost");
    expect(ids(arrange(all, toggled("input", NO_LAYOUT)))).not.toContain("input");
    expect(ids(arrange(all, toggled("input", toggled("input", NO_LAYOUT))))).toContain("input");
  });

  it("can be moved, but not over the edge", () => {
    const layout = moved(all, NO_LAYOUT, "item", -1);
    expect(ids(ordered(all, layout)).slice(0, 2)).toEqual(["item", "status"]);
    expect(moved(all, layout, "item", -1)).toBe(layout);
  });

  it("keep their places when a scorer comes that was not there", () => {
    const layout = moved(all, NO_LAYOUT, "item", -1);
    const more = allColumns(["fact", "new"], ["total"], {
      section: true,
      label: true,
      marks: true,
    });
    const order = ids(ordered(more, layout));
    expect(order.length).toBe(more.length);
    expect(new Set(order).size).toBe(more.length);
    expect(order.indexOf("item")).toBeLessThan(order.indexOf("status"));
    expect(order).toContain("field:total");
  });

  it("have a width within bounds", () => {
    expect(resized(NO_LAYOUT, "input", 3).widths.input).toBe(48);
    expect(
      arrange(all, resized(NO_LAYOUT, "input", 400)).find((c) => c.id === "input")?.width,
    ).toBe(400);
  });

  it("are as at first when what was kept makes no sense", () => {
    for (const text of [null, "", "{", "[]", "7", '{"order":5,"widths":{"a":"b"}}']) {
      expect(readLayout(text)).toEqual(NO_LAYOUT);
    }
    const layout = resized(toggled("cost", NO_LAYOUT), "input", 90);
    expect(readLayout(JSON.stringify(layout))).toEqual(layout);
  });

  it("are made of the fields of answers", () => {
    const output = (text: string) =>
      partly<ItemEntry>({ position: 1, repeat: 0, status: "passed", output: text });
    expect(
      outputFields([
        output('{"a":1}'),
        output('{"b":2,"a":3}'),
        output("text"),
        output("[1]"),
        output('{"cut'),
      ]),
    ).toEqual(["a", "b"]);
  });
});
