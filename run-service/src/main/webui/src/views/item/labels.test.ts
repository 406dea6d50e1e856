import { describe, expect, it } from "vitest";
import type { ScoreRow } from "@/api/runItems";
import { partly } from "@/testing/partly";
import { active, judged, labelsOf, raterOf, withLabel, without } from "./labels";

const score = (key: string, judge: boolean) =>
  partly<ScoreRow>({
    key,
    scorer: "s",
    version: 1,
    status: "success",
    score: 1,
    passed: true,
    judging: judge ? { passport: "p", questions: 1 } : null,
  });
const given = { position: 3, repeat: 0, scorer: "helpful", passed: true, by: "key 1" };

describe("labels of judged scores", () => {
  it("speak of judges only, first of what nobody has labelled", () => {
    const scores = [score("exact", false), score("helpful", true), score("polite", true)];
    expect(judged(scores).length).toBe(2);
    expect(active(scores, null, [])?.key).toBe("helpful");
    expect(active(scores, null, [{ id: "1", ...given }])?.key).toBe("polite");
    expect(active(scores, "helpful", [{ id: "1", ...given }])?.key).toBe("helpful");
    expect(active([score("exact", false)], null, [])).toBeUndefined();
  });

  it("replace what the same person said, and nobody else's", () => {
    const other = { id: "2", ...given, by: "ann", passed: false };
    const labels = withLabel([{ id: "1", ...given }, other], { ...given, passed: false }, "new");
    expect(labels).toEqual([other, { id: "new", ...given, passed: false }]);
    expect(without(labels, given)).toEqual([other]);
    expect(labelsOf(labels, 3, 0).length).toBe(2);
    expect(labelsOf(undefined, 3, 0)).toEqual([]);
  });

  it("name a rater by the end of the key's id, which differs between keys", () => {
    expect(raterOf("01a22820-51e1-71c1-9ab6-87e17af33ea7")).toBe("key 7af33ea7");
    expect(raterOf(null)).toBe("page");
  });
});
