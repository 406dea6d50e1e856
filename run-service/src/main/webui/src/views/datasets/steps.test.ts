import { describe, expect, it } from "vitest";
import { stepFrom, wayOf } from "./steps";

describe("steps from the open item of a dataset", () => {
  const table = { rows: [2, 5, 9], more: false, items: 12 };

  it("go in the order of the table, which filters narrow", () => {
    expect(stepFrom(2, 1, table)).toBe(5);
    expect(stepFrom(9, -1, table)).toBe(5);
    expect(stepFrom(2, -1, table)).toBeNull();
  });

  it("read a page that is not there yet, and end after the last", () => {
    expect(stepFrom(9, 1, { ...table, more: true })).toBe("more");
    expect(stepFrom(9, 1, table)).toBeNull();
    expect(stepFrom(2, -1, { ...table, more: true })).toBeNull();
  });

  it("go to the neighbour of an item that the table does not have", () => {
    expect(stepFrom(7, 1, table)).toBe(8);
    expect(stepFrom(7, -1, table)).toBe(6);
    expect(stepFrom(1, -1, { ...table, rows: [] })).toBeNull();
    expect(stepFrom(12, 1, { ...table, rows: [] })).toBeNull();
    expect(stepFrom(12, 1, { rows: [], more: false, items: null })).toBe(13);
  });
});

describe("keys of the open item of a dataset", () => {
  const press = (key: string, within: string | null = null, over: object = {}) =>
    wayOf({
      key,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      defaultPrevented: false,
      target: {
        closest: (selector: string) => (within && selector.includes(within) ? {} : null),
      } as never,
      ...over,
    });

  it("are those of the items of a run, within its own dialog", () => {
    expect(press("j", "[role=dialog]")).toBe(1);
    expect(press("k", "[role=dialog]")).toBe(-1);
    expect(press("x")).toBeNull();
  });

  it("leave fields and the browser's own alone", () => {
    expect(press("j", "textarea")).toBeNull();
    expect(press("j", null, { ctrlKey: true })).toBeNull();
  });
});
