import { describe, expect, it } from "vitest";
import { fromYaml, toYaml } from "./yaml";

describe("yaml", () => {
  it("gives back what it was given", () => {
    const definition = {
      dataset: "qa",
      scorers: [{ id: "contains", threshold: 1 }, "levenshtein"],
      target: { prompt: { user: "Line one\nLine two: {{input}}\n" } },
      tags: ["yes", "1.0", "null"],
    };
    expect(fromYaml(toYaml(definition))).toEqual({ definition });
  });

  it("says where a text is no YAML", () => {
    const read = fromYaml("dataset: qa\nscorers: [a, b\n");
    expect(read).toHaveProperty("fault");
    expect("fault" in read && read.fault).toContain("line");
  });

  it("refuses what is no object, and bombs of aliases", () => {
    expect(fromYaml("- a")).toHaveProperty("fault");
    expect(fromYaml("")).toHaveProperty("fault");
    const bomb =
      "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" +
      "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n";
    expect(fromYaml(bomb)).toHaveProperty("fault");
  });
});
