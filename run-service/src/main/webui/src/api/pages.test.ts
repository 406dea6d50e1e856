import { describe, expect, it } from "vitest";
import { readAll } from "./pages";

const pages = new Map([
  [undefined, { data: [1], next_cursor: "a" }],
  ["a", { data: [2, 3], next_cursor: "b" }],
  ["b", { data: [4], next_cursor: null }],
]);
const none = { data: [], next_cursor: null };
const read = (cursor: string | undefined) => Promise.resolve(pages.get(cursor) ?? none);

describe("reading all of a list", () => {
  it("goes on while there is more, however short the pages are", async () => {
    expect(await readAll(read)).toEqual([1, 2, 3, 4]);
  });

  it("asks for no further page once there are enough", async () => {
    expect(await readAll(read, 2)).toEqual([1, 2, 3]);
  });
});
