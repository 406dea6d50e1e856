import { count, counted, percent, score } from "@/format/numbers";

/** Words of the page of one run. */
export const runPage = {
  unnamed: "Run without a name",
  loading: "Reading the run",
  sections: (names: string[]) => `only ${names.join(", ")}`,
  atMost: (n: number) => `at most ${counted(n, "item")}`,
  generation: (n: number) => `generation ${n}`,
  star: (scorer: string) => `star metric ${scorer}`,
  starHolds: "holds",
  starFails: "does not hold",
  pushed: "answers are pushed",
  skill: "skill",
  dataset: "dataset",
  evaluation: "evaluation",
  cost: "cost",
  took: "took",
  rate: "rate",
  left: "left",
  unknownCost: "The price of this model is not known; set it at the provider.",
  knownCost: (known: string) => `${known} of it is known; the rest has no price.`,
  actions: {
    menu: "More actions",
    cancel: "Cancel",
    retry: "Retry errors",
    resume: "Resume",
    rescore: "Score again",
    rerun: "Run again",
    again: "Run again with…",
    compare: "Compare…",
    export: "Export",
    remove: "Delete the run",
    done: {
      cancel: "Cancelling.",
      retry: "Asked again.",
      resume: "It goes on.",
      rescore: "Scoring again.",
    },
    confirm: {
      cancel: "No new calls are made. What was settled is kept, and the run can be resumed.",
      retry:
        "Asks again for what ended in error or was skipped. Each call costs what it costs; answers that are there are kept.",
      resume: "The run goes on where it was cancelled: what has no answer is asked for.",
      rescore:
        "Scores the answers that are there again. The model is not asked; judges are, and cost what they cost.",
      rerun: "Launches a new run with the same definition. It costs what this one would cost now.",
      remove: "Deletes the run with its answers, scores and labels. This cannot be undone.",
    },
  },
  live: {
    title: "Now",
    settled: (done: string, total: string) => `${done} of ${total} settled`,
    eta: (text: string) => `~${text} left`,
    waiting: (s: string, why: string, nth: number) => `Waiting ${s}: ${why}, attempt ${nth}`,
    saidStatus: (status: number) => `provider said ${status}`,
    log: "Log",
    asked: "In progress",
    estimate: "Still moving: the run goes on.",
  },
  sentence: {
    running: (done: string, total: string) =>
      `${done} of ${total} are settled; there is no verdict yet.`,
    queued: "It waits for its turn; there is no verdict yet.",
    pushing: "It waits for answers to be pushed; there is no verdict yet.",
    none: (passed: string, of: string) =>
      `No verdict: there is no gate. ${passed} of ${of} passed.`,
    vacuous: "No verdict: the gate could not have failed, or answers that know nothing pass it.",
    onlyWarns: "No verdict: the gate only warns.",
    warned: (n: number) => (n === 1 ? "One criterion warns." : `${count(n)} criteria warn.`),
    nothing: "No verdict: nothing was measured.",
    needed: (min: string) => `at least ${min} needed`,
    allowed: (max: string) => `at most ${max} allowed`,
    stays: (n: number, word: "pass" | "fail") =>
      n === 1
        ? `and it would stay a ${word} if the one unmeasured had ${word === "pass" ? "failed" : "passed"}`
        : `and it would stay a ${word} if all ${count(n)} unmeasured had ${word === "pass" ? "failed" : "passed"}`,
    decides: (n: number, low: string, high: string) =>
      `the ${n === 1 ? "one" : count(n)} unmeasured could make it anything from ${low} to ${high}`,
    more: (n: number) => (n === 1 ? "One more criterion holds." : `${n} more criteria hold.`),
    others: (n: number, all: number) => `${n} of ${all} criteria fail.`,
    stopped: (settled: string) =>
      `It was stopped early after ${settled}, since the verdict was known.`,
    inferred: (share: string) =>
      `${share} of the corrected answers behind it have a correction that a model inferred.`,
    byPeople: "by people's corrections",
    in: (section: string) => `in section ${section}`,
    of: (scorer: string) => `of ${scorer}`,
    passRate: "pass rate",
    mean: "mean score",
    accuracy: "field accuracy",
    observed: (what: string, value: string) => `${what} ${value}`,
    counted: (passed: string, of: string) => `${passed} of ${of}`,
  },
  unmeasured: {
    title: "What could not be measured",
    truncated: (n: string) => `${n} cut off at the token limit`,
    filtered: (n: string) => `${n} stopped by a filter`,
    refused: (n: string) => `${n} refused in words`,
    unparsable: (n: string) => `${n} that a scorer could not read`,
    without_expectation: (n: string) => `${n} without an expected answer`,
    errors: (n: string) => `${n} ended in error: not measured, neither passed nor failed`,
    show: "show",
  },
  warnings: "Warnings",
  criteria: {
    title: "Criteria",
    lead: "Point: observed. Line: 95\u00a0% interval. Band: where the unmeasured could take it. Stroke: limit. Dashes: what answers that know nothing reach.",
    outcome: { pass: "holds", fail: "does not hold", inconclusive: "cannot be told" },
    warn: "only warns",
    warned: "warning",
    headroom: (value: string) => `${value} above knowing nothing`,
    level: "no better than knowing nothing",
    below: (value: string) => `${value} below knowing nothing`,
    null: (name: string) => `answers that know nothing (${name})`,
    inferred: (share: string) =>
      `${share} of the corrected answers behind it have a correction that a model inferred.`,
    none: "This run has no gate.",
    noneHow: "Say what must hold in the evaluation's gate, such as a pass rate of at least 80 %.",
  },
  scorers: {
    title: "Scorers",
    mean: "mean",
    passRate: "pass rate",
    threshold: (t: number) => `passes from ${score(t, 2)}`,
    noThreshold: "no threshold: only reported",
    nothing: "It has scored nothing: there is no answer that it could measure.",
    errors: (n: string) => `${n} not scored`,
    skipped: (n: string) => `${n} skipped`,
    bin: (from: string, to: string, n: string) => `Scores ${from} to ${to}: ${n}. Show these items`,
    histogram: (key: string) => `Scores of ${key} in ten bins`,
    judge: "judge",
    spans: {
      table: (key: string) => `Spans that ${key} measured, by name`,
      span: "span",
      mean: "mean",
      count: "measured",
      items: "items",
      unmeasured: "not measured",
    },
  },
  groups: {
    sections: "Sections",
    labels: "Labels",
    lead: "Pass rate with its interval, the worst first.",
    omitted: (n: string) => `${n} smaller ones are not counted apart.`,
    all: (n: string) => `Show all ${n}`,
    filter: (name: string) => `Show the items of ${name}`,
    tally: (passed: number, of: number) => `${count(passed)} of ${count(of)}`,
    noRate: "No pass rate: no scorer has a threshold. This is the mean score.",
  },
  time: {
    title: "Latency",
    latency: "Latency",
    ttft: "Time to first token",
    none: "No answer has a latency: no call brought one. Answers from the cache or pushed have none.",
    bin: (from: string, to: string, n: string) => `${from} to ${to}: ${n}`,
    attempts: "Attempts over time",
    attemptsLead: "Calls to the model by how they ended.",
    noAttempts: "No calls were made.",
    bucket: (at: string, what: string) => `${at}: ${what}`,
    speed: "tokens a second",
  },
  spent: {
    title: "Cost and usage",
    table: "Calls, tokens and cost",
    who: "who",
    candidate: "candidate",
    judge: "judges",
    calls: "calls",
    tokensIn: "tokens in",
    tokensOut: "tokens out",
    billed: "billed",
    useful: "useful",
    saved: "saved by the cache",
    usefulTitle:
      "What the kept answers cost; the rest of what was billed went into failed attempts.",
    unknown: "Not known: a model without a price.",
    none: "Nothing was spent: answers were pushed or came from the cache.",
  },
  judges: {
    title: "Judges",
    model: (provider: string, model: string) => `${provider} / ${model}`,
    passport: "passport",
    noPassport: "no passport yet",
    labelled: (n: string, of: string) => `${n} of ${of} judged answers have a person's label`,
    kappa: "κ",
    agreement: "agreement",
    corrected: "corrected pass rate",
    asJudged: "as judged",
    how: "Open an item and press y or x to agree or disagree with the judge; the passport fills as you go.",
    canary: (name: string) => `canary ${name}`,
    canaryOk: "as expected",
    canaryBad: "not as expected",
    start: "Label answers",
    disputed: (n: string) => `${n} disputed`,
  },
  before: {
    title: "Against the run before",
    this: "This run",
    that: "the run before",
    open: "Compare",
    reading: "Comparing with the run before…",
  },
  grid: "Progress by item",
};

/** How a criterion's numbers are written: shares in per cent, counts whole, scores as they are. */
export function criterionValue(type: string, value: number | null | undefined): string {
  if (type === "pass_rate" || type === "field_accuracy") return percent(value);
  return type === "max_regressions" ? count(value) : score(value);
}

/** How far a criterion is above what answers that know nothing reach; shares in points. */
export function headroomSaid(type: string, headroom: number): string {
  const share = type === "pass_rate" || type === "field_accuracy";
  const size = Math.abs(headroom);
  const value = share ? `${score(100 * size, 1)}\u00a0pt` : criterionValue(type, size);
  const { below, headroom: above, level } = runPage.criteria;
  if (headroom === 0) return level;
  return headroom < 0 ? below(value) : above(value);
}
