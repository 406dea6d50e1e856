import { describe, expect, it } from "vitest";
import { messagesOf, passagesOf, toolsOf } from "./itemParts";

describe("messagesOf", () => {
  it("knows a conversation from any other input", () => {
    expect(messagesOf("hi")).toBeNull();
    expect(messagesOf([])).toBeNull();
    expect(messagesOf([{ role: "user", content: "hi" }, "x"])).toBeNull();
    expect(messagesOf([{ role: "user", content: "hi" }])).toEqual([
      { role: "user", content: "hi" },
    ]);
  });

  it("keeps what a message calls beside its text", () => {
    const calls = [{ id: "1" }];
    expect(messagesOf([{ role: "assistant", content: null, tool_calls: calls }])).toEqual([
      { role: "assistant", content: { content: null, tool_calls: calls } },
    ]);
  });
});

describe("parts of an item", () => {
  it("reads context and tools", () => {
    expect(passagesOf(undefined)).toEqual([]);
    expect(passagesOf("one")).toEqual(["one"]);
    expect(passagesOf(["a", "b"])).toEqual(["a", "b"]);
    expect(toolsOf({ n: 1, id: "a", input: "x", extra: { tools: [1] } })).toEqual([1]);
    expect(toolsOf({ n: 1, id: "a", input: "x" })).toBeUndefined();
  });
});
