import { describe, expect, it } from "vitest";
import { judgement } from "./judgement";

describe("what a judge said", () => {
  it("is read apart: replies, votes, the rest", () => {
    expect(
      judgement({
        replies: [{ question: "vote1", output: "{}" }, { output: { a: 1 } }, "odd"],
        votes: [{ score: 0.9, reason: "good", metadata: null }, { score: "x" }],
        agreement: 0.5,
        matched: 7,
      }),
    ).toEqual({
      replies: [
        { question: "vote1", output: "{}" },
        { question: "", output: '{"a":1}' },
      ],
      votes: [
        { score: 0.9, reason: "good" },
        { score: null, reason: null },
      ],
      agreement: 0.5,
      rest: { matched: 7 },
    });
  });

  it("is nothing when there is nothing", () => {
    for (const metadata of [null, undefined, "text", [1], {}]) {
      expect(judgement(metadata)).toEqual({ replies: [], votes: [], agreement: null, rest: null });
    }
  });
});
