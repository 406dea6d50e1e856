import { expect, it } from "vitest";
import { endsOf, localTime, readWindow } from "./window";

const now = Date.parse("2026-11-29T12:00:30Z");

it("counts a preset back from now, to the minute", () => {
  expect(endsOf(readWindow({ last: "24h" }), now)).toEqual({ since: "2026-11-28T12:00:00.000Z" });
  expect(endsOf(readWindow({ last: "7d", since: "2020-01-01" }), now)).toEqual({
    since: "2026-11-22T12:00:00.000Z",
  });
});

it("is open where nothing is said, and where what is said is no time", () => {
  expect(endsOf(readWindow({}), now)).toEqual({});
  expect(endsOf(readWindow({ last: "a year", since: "2026-01-01" }), now)).toEqual({});
  expect(endsOf(readWindow({ last: "own", since: "soon" }), now)).toEqual({});
});

it("has ends of its own", () => {
  expect(
    endsOf(
      readWindow({ last: "own", since: "2026-10-01T00:00:00Z", until: "2026-11-01T00:00:00Z" }),
      now,
    ),
  ).toEqual({ since: "2026-10-01T00:00:00.000Z", until: "2026-11-01T00:00:00.000Z" });
});

it("writes a time for its field, to be read as the same", () => {
  const at = "2026-10-01T09:05:00.000Z";
  expect(Date.parse(localTime(at))).toBe(Date.parse(at));
  expect(localTime("never")).toBe("");
});
