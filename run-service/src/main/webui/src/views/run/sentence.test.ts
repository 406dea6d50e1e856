import { describe, expect, it } from "vitest";
import type { Criterion, RunDetail } from "@/api/results";
import { partly } from "@/testing/partly";
import { verdictSentence } from "./sentence";

const counts = {
  total: 63,
  pending: 0,
  in_flight: 0,
  answered: 0,
  passed: 54,
  failed: 6,
  errored: 0,
  skipped: 0,
  cancelled: 0,
  cached: 0,
};

function run(over: object) {
  return partly<RunDetail>({ id: "1", status: "successful", verdict: "pass", counts, ...over });
}

function criterion(over: object) {
  const held = { type: "pass_rate", min: 0.8, observed: 0.9, passed: true, outcome: "pass" };
  return partly<Criterion>({ ...held, ...over });
}

describe("the sentence of a run", () => {
  it("says what passed and what was needed", () => {
    expect(verdictSentence(run({ criteria: [criterion({})] }))).toBe(
      "Pass: 54 of 60, at least 80\u00a0% needed.",
    );
  });

  it("says that what was not measured could not turn it", () => {
    const bounds = { lower: 0.857, upper: 0.905, unmeasured: 3 };
    expect(verdictSentence(run({ criteria: [criterion({ bounds })] }))).toBe(
      "Pass: 54 of 60, at least 80\u00a0% needed, and it would stay a pass if all 3 unmeasured had failed.",
    );
    const one = { ...bounds, unmeasured: 1 };
    expect(verdictSentence(run({ criteria: [criterion({ bounds: one })] }))).toContain(
      "if the one unmeasured had failed",
    );
  });

  it("says that what was not measured decides", () => {
    const open = criterion({
      outcome: "inconclusive",
      passed: false,
      min: 0.75,
      observed: 0.5389,
      bounds: { lower: 0.5389, upper: 0.7778, unmeasured: 43 },
    });
    expect(verdictSentence(run({ verdict: "inconclusive", criteria: [open] }))).toBe(
      "Inconclusive: pass rate 53.9\u00a0%, at least 75\u00a0% needed, the 43 unmeasured could make it anything from 53.9\u00a0% to 77.8\u00a0%.",
    );
  });

  it("says why it cannot be told when everything was measured", () => {
    const open = criterion({
      outcome: "inconclusive",
      passed: false,
      min: 0.5,
      observed: 0.9,
      message: "The canaries of its judge failed.",
    });
    expect(verdictSentence(run({ verdict: "inconclusive", criteria: [open] }))).toBe(
      "Inconclusive: 54 of 60, at least 50\u00a0% needed. The canaries of its judge failed.",
    );
  });

  it("speaks of what failed, and of how many", () => {
    const failed = criterion({
      outcome: "fail",
      passed: false,
      section: "billing",
      min: 0.6,
      observed: 0.5,
    });
    const said = verdictSentence(
      run({
        verdict: "fail",
        criteria: [criterion({}), failed, criterion({ severity: "warn", outcome: "fail" })],
        summary: { sections: { billing: { passed: 5, failed: 5, errored: 0 } } } as never,
      }),
    );
    expect(said).toBe(
      "Fail: 5 of 10 in section billing, at least 60\u00a0% needed. 1 of 2 criteria fail. One criterion warns.",
    );
  });

  it("tells a warning as a warning", () => {
    const warning = criterion({ severity: "warn", outcome: "fail", min: 0.99 });
    expect(verdictSentence(run({ criteria: [criterion({}), warning] }))).toBe(
      "Pass: 54 of 60, at least 80\u00a0% needed. One criterion warns.",
    );
    expect(verdictSentence(run({ verdict: "none", criteria: [warning, warning] }))).toBe(
      "No verdict: the gate only warns. 2 criteria warn.",
    );
  });

  it("speaks of the broadest criterion, and that others hold", () => {
    const mean = criterion({ type: "mean_score", scorer: "brevity", min: 0.95, observed: 0.9657 });
    expect(verdictSentence(run({ criteria: [mean, criterion({})] }))).toBe(
      "Pass: 54 of 60, at least 80\u00a0% needed. One more criterion holds.",
    );
    expect(verdictSentence(run({ criteria: [mean] }))).toBe(
      "Pass: mean score of brevity 0.966, at least 0.950 needed.",
    );
  });

  it("counts nothing that the rate is not made of", () => {
    expect(verdictSentence(run({ criteria: [criterion({ observed: 1 })] }))).toContain(
      "pass rate 100.0\u00a0%",
    );
  });

  it("claims no verdict where there is none", () => {
    expect(verdictSentence(run({ verdict: "none", criteria: [] }))).toContain("there is no gate");
    expect(verdictSentence(run({ verdict: "none", criteria: [criterion({})] }))).toContain(
      "could not have failed",
    );
    expect(
      verdictSentence(run({ verdict: "none", counts: { ...counts, passed: 0, failed: 0 } })),
    ).toContain("nothing was measured");
    expect(verdictSentence(run({ status: "running_dataset", verdict: null }))).toBe(
      "60 of 63 are settled; there is no verdict yet.",
    );
    expect(
      verdictSentence(run({ status: "queued", verdict: null, target: { push: true } })),
    ).toContain("pushed");
  });
});
