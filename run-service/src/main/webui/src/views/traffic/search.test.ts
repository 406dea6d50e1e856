import { expect, it } from "vitest";
import { changed } from "@/parts/address";
import { filtered, ofSource, queryOf, readTrafficSearch, toggled, UNFILTERED } from "./search";

const now = Date.parse("2026-11-29T12:00:00Z");

it("reads filters from the address, and writes them for the API", () => {
  const search = readTrafficSearch({
    kind: "agent_execution",
    agent: "router",
    agent_version: 2,
    status: "failed,incomplete,lost",
    feedback: "notes",
    last: "24h",
    open: "e-1",
  });
  expect(search.kind).toBe("agent_execution");
  expect(search.open).toBe("e-1");
  expect(queryOf(search, now)).toEqual({
    agent: "router",
    agent_version: "2",
    status: "failed,incomplete",
    feedback: "notes",
    since: "2026-11-28T12:00:00.000Z",
  });
});

it("asks for everything where nothing is said, also where what is said is nonsense", () => {
  const search = readTrafficSearch({ kind: "letters", feedback: "loud", tab: 3, status: "" });
  expect(search.kind).toBe("request");
  expect(filtered(search)).toBe(false);
  expect(queryOf(search, now)).toEqual({});
});

it("takes every filter away, and what is open stays", () => {
  const address = { kind: "request", skill: "a", status: "failed", last: "7d", open: "r-1" };
  expect(filtered(readTrafficSearch(address))).toBe(true);
  const without = changed(address, UNFILTERED);
  expect(without).toEqual({ kind: "request", open: "r-1" });
  expect(filtered(readTrafficSearch(without))).toBe(false);
});

it("puts a value in and takes it out", () => {
  expect(toggled([], "failed")).toBe("failed");
  expect(toggled(["completed", "failed"], "completed")).toBe("failed");
});

it("knows what belongs to a source", () => {
  expect(ofSource("skill", "a").kinds).toEqual(["request", "agent_execution"]);
  expect(ofSource("agent", "b", "2").filter).toEqual({ agent: "b", agent_version: "2" });
  expect(ofSource("agent", "b", null).filter).toEqual({ agent: "b" });
  expect(ofSource("request_domain", "c")).toEqual({ kinds: ["request"], filter: { domain: "c" } });
});
