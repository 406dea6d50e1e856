import { count, points, signed } from "@/format/numbers";

/** Words of comparisons. */
export const compareWords = {
  title: "Compare",
  lead: "Which run is better, how sure that is, where, and at what cost.",
  empty: "Nothing is compared yet",
  emptyHow:
    "Runs over the same dataset can be compared, item by item. Choose one, then those to compare it with.",
  one: "One run is chosen",
  oneHow: "Choose at least one more over the same dataset.",
  choose: "Choose runs",
  copyMarkdown: "Copy as Markdown",
  copiedMarkdown: "The comparison is copied as Markdown.",
  byAlias: "Together by alias",
  byAliasHow: "All runs of an alias are taken together as one side.",
  reading: "Comparing item by item",
  sentence: {
    more: (name: string, by: string, base: string) =>
      `${name} answers ${by} more items right than ${base}`,
    fewer: (name: string, by: string, base: string) =>
      `${name} answers ${by} fewer items right than ${base}`,
    same: (name: string, base: string) => `${name} answers as many items right as ${base}`,
    higher: (name: string, by: string, scorer: string, base: string) =>
      `${name} scores ${by} higher on ${scorer} than ${base}`,
    lower: (name: string, by: string, scorer: string, base: string) =>
      `${name} scores ${by} lower on ${scorer} than ${base}`,
    sameScore: (name: string, scorer: string, base: string) =>
      `${name} scores the same on ${scorer} as ${base}`,
    interval: (low: string, high: string) => `95\u00a0% interval ${low} to ${high}`,
    p: (p: string) => `p\u00a0${p}`,
    corrected: (n: number) => ` after Holm's correction over ${count(n)} comparisons`,
    decide: (n: number) => (n === 1 ? "1 item decides" : `${count(n)} items decide`),
    needed: (n: number) =>
      `about ${count(n)} items would be needed to see a difference of this size reliably`,
    chance: "It may be chance.",
    beyond: "That is more than chance.",
    nothing: (base: string, name: string) =>
      `No item was measured in both ${base} and ${name}, so nothing can be said.`,
    unshared: (base: string, name: string, why: string) =>
      `${base} and ${name} have no scores of the same scorer (${why}), so nothing can be said of which is better.`,
    stops: (scored: string, why: string) => `${scored}: ${why}`,
  },
  sides: {
    title: "Sides",
    baseline: "baseline",
    make: (name: string) => `Make ${name} the baseline`,
    remove: (name: string) => `Take ${name} out`,
    run: "run",
    model: "model",
    passed: "passed",
    rate: "pass rate",
    nothingMeasured: "Nothing was measured.",
    latency: "p50",
    cost: "cost",
    errors: "error",
    elo: "Elo",
    show: "shown",
    against: (name: string) => `Show ${name} against the baseline`,
  },
  forest: {
    title: "Differences",
    lead: (base: string, other: string) =>
      `${other} minus ${base}. Filled: beyond chance after Holm's correction.`,
    items: "items passed",
    scorers: "Scorers",
    sections: "Sections",
    labels: "Labels",
    of: (name: string, scorer: string) => `${name} · ${scorer}`,
    leftOut: (n: number) => `${count(n)} small sections and labels were not looked at.`,
    perScorer: "By scorer, too",
    worse: "worse",
    better: "better",
    unmeasured: (n: number) => `${count(n)} not measured on both sides`,
    tested: (p: string, n: number) => `p ${p} (Holm) · ${count(n)} items`,
  },
  fields: {
    title: "Fields",
    field: "Field",
    difference: "Difference",
  },
  flips: {
    title: "Items that changed sides",
    all: "all",
    regressed: (n: string) => `regressions ${n}`,
    improved: (n: string) => `improvements ${n}`,
    differs: "same result, other answer",
    differsWord: "other answer",
    noneDiffer: "No answer differs where the result is the same",
    noneDifferHow: "What came out the same was answered in the same words.",
    scorer: "Scorer",
    asWhole: "as a whole",
    none: "No item changed sides",
    noneHow: "Both answer the same items right, as far as they were measured.",
    item: "Item",
    section: "Section",
    direction: "What happened",
    input: "Input",
    regressedWord: "got worse",
    improvedWord: "got better",
    expected: "Expected",
    open: (name: string) => `Open in ${name}`,
    diff: "What differs between the answers",
    next: "Next (n or f)",
    previous: "Previous (p)",
    keys: "n or f: next, p: previous, Esc: close",
    close: "Close (Esc)",
    notWhole:
      "Other scorers or thresholds decide on each side, so items as a whole are not compared.",
    cut: "Some of this is too long to be shown here; open the item in its run to see all of it.",
    byAlias:
      "Between aliases items are not paired answer by answer; compare two runs to see the items.",
  },
  latency: {
    title: "Latency",
    lead: "Share of answers by time.",
    slower: (ms: string, name: string) => `${name} takes ${ms} longer per item`,
    faster: (ms: string, name: string) => `${name} takes ${ms} less per item`,
    none: "There are no times to compare: answers came from the cache or were pushed.",
  },
  money: {
    title: "Cost against quality",
    cost: "cost",
    quality: "pass rate",
    unlike: "The sides were scored in different ways, so their pass rates are not drawn together.",
    nothingMeasured: "There is no pass rate to draw: nothing was measured.",
    unknown: (names: string) => `Without a known cost: ${names}.`,
    none: "The cost of none of these runs is known; set prices at the provider.",
  },
  unpaired: {
    title: "Items that only one side has",
    none: "All items are on both sides.",
    only: (name: string, n: string) => `Only ${name} has ${n}`,
    more: "and more",
  },
  picker: {
    title: "Choose what to compare",
    first: "Choose a run. After that only runs that can be compared with it are offered.",
    same: (version: number) => `Version ${version} of the dataset, the same`,
    other: (version: string) => `Version ${version}: only items that both have are compared`,
    suggested: "suggested",
    otherScorers: "no scorer in common",
    otherPart: "another part of the items",
    most: "Ten runs at most.",
    none: "No other run over this dataset has ended yet.",
    noRuns: "No run has ended yet.",
    done: "Compare",
    find: "Find by name or model",
  },
  markdown: {
    difference: "difference",
    interval: "95\u00a0% interval",
    p: "p (Holm)",
  },
};

/** A difference of shares in points, without its sign: `3.1 points`. */
export function pointsOf(value: number): string {
  return points(Math.abs(value)).replace(/^[+−]/, "");
}

/** A p-value: `= 0.021`, `< 0.001`. */
export function pText(p: number | null | undefined): string {
  if (p === null || p === undefined) return "–";
  return p < 0.001 ? "<\u00a00.001" : `=\u00a0${p.toFixed(p < 0.1 ? 3 : 2)}`;
}

/** An end of an interval of a difference. */
export function endText(value: number, share: boolean): string {
  return share ? signed(value * 100, 1) : signed(value);
}
