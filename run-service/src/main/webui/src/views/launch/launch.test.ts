import { describe, expect, it } from "vitest";
import { ProblemError } from "@/api/problem";
import said from "../../../../../test/resources/runs/definition.json";
import { curlOf } from "./curl";
import {
  changedBy,
  datasetOf,
  freeKey,
  gateObject,
  judgeOf,
  over,
  promptOf,
  same,
  scorersOf,
  targetsOf,
  withDataset,
  withGate,
  withScorers,
  withTargets,
  type Draft,
} from "./draft";
import { errorAt, errorsOf, errorsWithin } from "./errors";
import { keyOfSource, readLaunch, readPage } from "./search";
import { fileOnly, fromYaml, toYaml } from "./yaml";

describe("short and long forms", () => {
  it("are read alike", () => {
    expect(targetsOf({ target: "openai:gpt:mini" })).toEqual([
      { provider: "openai", model: "gpt:mini" },
    ]);
    expect(targetsOf({})).toEqual([{}]);
    expect(promptOf({ prompt: "Say {{input}}" })).toEqual({ user: "Say {{input}}" });
    expect(datasetOf({ dataset: "capitals@3" })).toEqual({ name: "capitals", version: 3 });
    expect(datasetOf({ dataset: "capitals" })).toEqual({ name: "capitals" });
    expect(
      scorersOf({ scorers: ["exact_match", { id: "regex", pattern: "a+", key: "a" }] }),
    ).toEqual([{ id: "exact_match" }, { id: "regex", key: "a", params: { pattern: "a+" } }]);
    expect(judgeOf({ judge: "openai:gpt-5" })).toEqual({ provider: "openai", model: "gpt-5" });
    expect(gateObject({ gate: [{ type: "pass_rate", min: 0.9 }] }).criteria).toHaveLength(1);
    expect(gateObject({}).criteria).toEqual([]);
  });

  it("are written as short as they can be", () => {
    expect(withDataset({ name: "capitals", sections: [] })).toEqual({ dataset: "capitals" });
    expect(withDataset({ name: "capitals", limit: 3 })).toEqual({
      dataset: { name: "capitals", limit: 3 },
    });
    expect(withGate({ criteria: [{ type: "pass_rate", min: 0.9, section: "" }] })).toEqual({
      gate: [{ type: "pass_rate", min: 0.9 }],
    });
    expect(withGate({ criteria: [], require_confidence: true })).toEqual({
      gate: { criteria: [], require_confidence: true },
    });
    expect(withGate({ criteria: [] }).gate).toBeUndefined();
    expect(withScorers([])).toEqual({ scorers: undefined });
  });

  it("keeps 0 as a limit", () => {
    expect(withGate({ criteria: [{ type: "max_regressions", max: 0 }] }).gate).toEqual([
      { type: "max_regressions", max: 0 },
    ]);
  });

  it("makes several targets a group and one a run", () => {
    const a = { provider: "p", model: "a" };
    const b = { provider: "p", model: "b" };
    expect(withTargets([a, b])).toEqual({ targets: [a, b], target: undefined });
    expect(withTargets([a])).toEqual({ target: a, targets: undefined });
    expect(withTargets([{ ...a, alias: "x" }])).toEqual({
      target: a,
      targets: undefined,
      alias: "x",
    });
    expect(withTargets([{}])).toEqual({ target: undefined, targets: undefined });
  });
});

describe("a draft over a stored evaluation", () => {
  const base: Draft = { dataset: "qa", scorers: [{ id: "exact_match" }], targets: ["p:a", "p:b"] };
  it("shows the evaluation where it says nothing", () => {
    expect(over(base, { evaluation: "qa" }).dataset).toBe("qa");
    const shown = over(base, { evaluation: "qa", target: "p:c" });
    expect(shown.targets).toBeUndefined();
    expect(over(null, { name: "x" })).toEqual({ name: "x" });
  });
  it("says only what is different", () => {
    const draft = changedBy({ evaluation: "qa" }, { scorers: [{ id: "exact_match" }] }, base);
    expect(draft).toEqual({ evaluation: "qa" });
    expect(changedBy(draft, { repeats: 3 }, base)).toEqual({ evaluation: "qa", repeats: 3 });
    expect(changedBy({ repeats: 3 }, { repeats: undefined }, null)).toEqual({});
  });
  it("can take a list of the evaluation away", () => {
    expect(changedBy({ evaluation: "qa" }, { scorers: undefined }, base)).toEqual({
      evaluation: "qa",
      scorers: [],
    });
  });
  it("compares by content", () => {
    expect(same({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true);
    expect(same({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(same([1], { 0: 1 })).toBe(false);
    expect(same({ a: 1 }, { a: 2 })).toBe(false);
  });
});

it("gives a second scorer of a kind a key of its own", () => {
  expect(freeKey("regex", [])).toBeUndefined();
  expect(freeKey("regex", [{ id: "regex" }])).toBe("regex-2");
  expect(freeKey("regex", [{ id: "regex" }, { id: "regex", key: "regex-2" }])).toBe("regex-3");
});

describe("YAML", () => {
  const draft: Draft = {
    name: "qa",
    target: { provider: "p", model: "m", prompt: { user: "Line 1\nLine 2: {{input}}\n" } },
    dataset: { name: "qa", limit: 10 },
    scorers: [{ id: "regex", params: { pattern: "^\\d+: yes$" }, threshold: 1 }],
    gate: [{ type: "pass_rate", min: 0.9 }],
  };
  it("goes both ways without a loss", () => {
    expect(fromYaml(toYaml(draft))).toEqual({ draft });
    expect(fromYaml("")).toEqual({ draft: {} });
    expect(toYaml({})).toBe("");
  });
  it("reads yes, no and dates as text", () => {
    expect(fromYaml("tags: [yes, no, 2024-01-05]")).toEqual({
      draft: { tags: ["yes", "no", "2024-01-05"] },
    });
  });
  it("says where it cannot be read", () => {
    const read = fromYaml("name: qa\nname: again\n");
    expect("fault" in read && read.fault).toMatch(/^Line 2, column 1: /);
    expect(fromYaml("- a\n- b")).toHaveProperty("fault");
    expect(fromYaml("just text")).toHaveProperty("fault");
  });
  it("knows what only a file may say", () => {
    expect(
      fileOnly({ providers: [], dataset: { file: "x" }, name: "${MODEL:-x}" } as never),
    ).toEqual(["providers", "dataset.file", "${NAME}"]);
    expect(fileOnly(draft)).toEqual([]);
  });
});

it("quotes what a shell would read", () => {
  const text = curlOf({ name: "it's $HOME" }, "http://127.0.0.1:7400", "k");
  expect(text).toContain(`"name": "it'\\''s $HOME"`);
  expect(text).toContain("'http://127.0.0.1:7400/v1/runs'");
  expect(text).not.toContain("as_");
});

describe("again, what a run says it does", () => {
  // What the server says of a run in its own test.
  const draft = said as Draft;

  it("is sent as it is, and is the same in YAML", () => {
    expect(changedBy(draft, {}, null)).toEqual(draft);
    expect(fromYaml(toYaml(draft))).toEqual({ draft });
    expect(curlOf(draft, "http://x", "k")).toContain(JSON.stringify(draft, null, 2));
  });

  it("fills the form in whole", () => {
    expect(datasetOf(draft)).toEqual(said.dataset);
    const shown = [
      withDataset(datasetOf(draft)),
      withTargets(targetsOf(draft)),
      withScorers(scorersOf(draft)),
      withGate(gateObject(draft)),
    ];
    for (const part of shown) expect(changedBy(draft, part, null)).toEqual(draft);
  });

  it("keeps over its evaluation what it says otherwise", () => {
    const base: Draft = {
      star_metric: { scorer: "near", threshold: 1 },
      early_stop: "certain",
      concurrency: 7,
    };
    const without = { ...draft, star_metric: null };
    expect(over(base, without).star_metric).toBeNull();
    const { concurrency, ...rest } = draft;
    expect(concurrency).toBe(7);
    expect(changedBy(draft, { star_metric: undefined, early_stop: undefined }, base)).toEqual({
      ...rest,
      star_metric: null,
      early_stop: null,
    });
  });
});

it("reads from the address what a launch starts from", () => {
  expect(readLaunch({})).toBeNull();
  expect(readLaunch({ launch: "new" })).toEqual({ kind: "new" });
  expect(readLaunch({ launch: "again:01a" })).toEqual({ kind: "again", id: "01a" });
  expect(readLaunch({ launch: "evaluation:a:b" })).toEqual({ kind: "evaluation", name: "a:b" });
  expect(readLaunch({ launch: "nonsense:x" })).toEqual({ kind: "new" });
  expect(readPage({ dataset: 7 })).toEqual({ kind: "dataset", name: "7" });
  expect(readPage({})).toEqual({ kind: "new" });
  expect(keyOfSource({ kind: "again", id: "01a" })).toBe("again:01a");
});

it("sorts what the server says by field", () => {
  const errors = errorsOf(
    new ProblemError({
      status: 422,
      code: "X",
      title: "",
      detail: "",
      violations: [
        { field: "scorers[0].pattern", message: "is missing" },
        { field: "target", message: "is missing too" },
      ],
    }),
  );
  expect(errorAt(errors, "target.provider", "target")).toBe("is missing too");
  expect(errorsWithin(errors, "scorers[0].params", "scorers[0]")).toEqual({
    pattern: "is missing",
  });
  expect(errorsOf(new Error("x"))).toEqual({});
});
